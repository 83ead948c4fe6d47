using System.Diagnostics;
using System.Text.Json;

namespace Weir.Workloads.Generation;

/// <summary>The generation job as its user meets it: a cold process, from the command to the packages on disk.</summary>
internal sealed class GenerationGroup : IWorkloadGroup
{
    private const int Rounds = 5;

    public string Name => "generation";

    public async Task<IReadOnlyList<WorkloadRow>> RunAsync(TextWriter log, string rows)
    {
        var contracts = Path.Combine(FindRoot(), "samples", "contracts");
        var best = double.MaxValue;
        var startup = double.MaxValue;
        Dictionary<string, double> stages = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (wall, output) = await RunToolAsync("generate", contracts, "--out", "{out}", "--json");
            var (idle, _) = await RunToolAsync("--version");
            log.WriteLine(FormattableString.Invariant($"  round {round + 1}: {wall:0} ms, start-up alone {idle:0} ms"));
            startup = Math.Min(startup, idle);
            if (wall < best)
            {
                best = wall;
                stages = Stages(output);
            }
        }

        List<WorkloadRow> measured = [new("generate-cold", Name, "ms", Round(best)), new("generate-cold: start-up alone", Name, "ms", Round(startup))];
        measured.AddRange(stages.Select(stage => new WorkloadRow($"generate-cold: steps of {stage.Key}", Name, "ms", Round(stage.Value))));
        return [.. measured.Where(row => row.Name.StartsWith(rows, StringComparison.Ordinal))];
    }

    // The sum of a stage's step times; steps overlap, so the sums add up to more than the wall.
    private static Dictionary<string, double> Stages(string json)
    {
        using var report = JsonDocument.Parse(json);
        if (report.RootElement.GetProperty("status").GetString() != "completed" || report.RootElement.GetProperty("packages").GetArrayLength() != 4)
        {
            throw new InvalidOperationException("The measured generation did not give its four packages:\n" + json);
        }

        return report.RootElement.GetProperty("stages").EnumerateArray().ToDictionary(
            stage => stage.GetProperty("name").GetString()!,
            stage => stage.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("durationMs").GetDouble()),
            StringComparer.Ordinal);
    }

    private static async Task<(double Milliseconds, string Output)> RunToolAsync(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("weir-bench-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "weir.dll"), .. arguments.Select(one => one == "{out}" ? Path.Combine(folder, "out") : one)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var began = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            return process.ExitCode == 0 ? (took, output) : throw new InvalidOperationException(await error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The workloads run inside a checkout.");
        }

        return folder.FullName;
    }

    private static double Round(double value) => Math.Round(value, 1);
}
