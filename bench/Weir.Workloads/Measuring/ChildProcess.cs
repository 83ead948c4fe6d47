using System.Diagnostics;

namespace Weir.Workloads.Measuring;

/// <summary>This program once more, in a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Gives what the process wrote; throws unless it ended well.</summary>
    public static async Task<string> RunAsync(TextWriter log, IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [typeof(ChildProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                log.WriteLine("  | " + line.Data);
            }
        };
        process.BeginErrorReadLine();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"The process with {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
