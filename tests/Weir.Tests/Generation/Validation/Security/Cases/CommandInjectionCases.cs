namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class CommandInjectionCases
{
    public static readonly string[] All =
    [
        """
        public void Run(string file) => Process.Start(file); //!
        public void Ping(string host) => Process.Start("ping", "-c 1 " + host); //!
        """,
        """
        public void Run(string file)
        {
            var info = new ProcessStartInfo
            {
                FileName = "git",
                Arguments = $"log {file}", //!
            };
            Process.Start(info);
        }
        """,
        """
        public void Run(string file)
        {
            var info = new ProcessStartInfo("git");
            info.Arguments = "log " + file; //!
            using var process = new Process { StartInfo = info };
            process.StartInfo.FileName = file; //!
            process.Start();
        }
        """,
        """
        public void Run(string script)
        {
            var info = new ProcessStartInfo("/bin/bash");
            info.ArgumentList.Add("-c");
            info.ArgumentList.Add(script); //!
            Process.Start(info);
        }
        """,
        """
        public void Run(string script)
        {
            Process.Start(new ProcessStartInfo("cmd.exe") { ArgumentList = { "/c", "dir " + script } }); //!
        }
        """,
        """
        public void Run(string script) => Process.Start("sh", ["-c", script]); //!
        """,
        """
        public void Run() => Process.Start(new ProcessStartInfo("tool", Console.ReadLine() ?? "")); //!
        """,
        """
        public async Task Run(IReadOnlyList<string> names, CancellationToken token)
        {
            foreach (var name in names.Where(name => name.Length > 2).OrderBy(name => name))
            {
                using var process = Process.Start("convert", $"\"{name}\" out.png"); //!
                await process.WaitForExitAsync(token);
            }
        }
        """,
        """
        public void Run(string file)
        {
            var info = new ProcessStartInfo("git");
            info.ArgumentList.Add("log");
            info.ArgumentList.Add("--");
            info.ArgumentList.Add(file);
            Process.Start(info);
            Process.Start("git", ["log", file]);
        }
        """,
        """
        public void Run(string mode, int level)
        {
            var program = mode switch { "fast" => "lz4", _ => "xz" };
            Process.Start(program, "-" + level);
            Process.Start(new ProcessStartInfo { FileName = program, Arguments = mode == "fast" ? "--fast" : "--slow" });
        }
        """,
        """
        private static readonly string[] Tools = ["git", "hg"];
        public void Run(string tool, string id)
        {
            if (Array.IndexOf(Tools, tool) < 0)
            {
                throw new ArgumentException("unknown", nameof(tool));
            }
            Process.Start(tool);
            if (Tools.Any(known => known == id))
            {
                Process.Start("x", id);
            }
        }
        """,
    ];
}
