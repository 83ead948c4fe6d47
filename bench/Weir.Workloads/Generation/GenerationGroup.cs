using System.Diagnostics;
using System.Text.Json;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Generation;

/// <summary>The generation job as its user meets it: a cold process, from the command to the packages on disk; and its parts.</summary>
internal sealed class GenerationGroup : IWorkloadGroup
{
    private const string Cold = "generate-cold";

    private const int Rounds = 5;

    // One call of these is so long that it is a round.
    private static readonly IReadOnlyList<(string Prefix, Func<string, Task<IReadOnlyList<WorkloadRow>>> MeasureAsync)> Long =
    [
        (QuorumRows.Name, QuorumRows.AllAsync),
        (ValidationRows.Name, ValidationRows.AllAsync),
        (ThroughputRows.Name, ThroughputRows.AllAsync),
    ];

    public string Name => "generation";

    public async Task<IReadOnlyList<WorkloadRow>> RunAsync(TextWriter log, string rows)
    {
        List<WorkloadRow> measured = [];
        if (IsWanted(Cold, rows))
        {
            measured.AddRange((await ColdAsync(log)).Where(row => row.Name.StartsWith(rows, StringComparison.Ordinal)));
        }

        if (IsWanted("template-", rows))
        {
            measured.AddRange(await MeasureAsync(TemplateRows.Measured(), log, rows));
            measured.AddRange((await TemplateRows.CountedAsync(rows)).Where(row => row.Name.StartsWith(rows, StringComparison.Ordinal)));
        }

        foreach (var (prefix, measureAsync) in Long.Where(one => IsWanted(one.Prefix, rows)))
        {
            log.WriteLine($"  {prefix} ...");
            measured.AddRange((await measureAsync(Name)).Where(row => row.Name.StartsWith(rows, StringComparison.Ordinal)));
        }

        return measured;
    }

    /// <summary>Whether any row of some may be among those that are asked for.</summary>
    private static bool IsWanted(string prefix, string rows) => rows.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(rows, StringComparison.Ordinal);

    private async Task<IReadOnlyList<WorkloadRow>> MeasureAsync(IReadOnlyList<Row> rows, TextWriter log, string wanted)
    {
        if (!rows.Any(row => row.Name.StartsWith(wanted, StringComparison.Ordinal)))
        {
            return [];
        }

        var measurer = new Measurer(log);
        await measurer.WarmUpAsync(rows);
        List<WorkloadRow> reports = [];
        foreach (var row in rows.Where(row => row.Name.StartsWith(wanted, StringComparison.Ordinal)))
        {
            reports.Add(RowReport.Of(row, await measurer.MeasureAsync(row), Name, ""));
        }

        return reports;
    }

    private async Task<IReadOnlyList<WorkloadRow>> ColdAsync(TextWriter log)
    {
        var contracts = Path.Combine(Checkout.Root, "samples", "contracts");
        var best = double.MaxValue;
        var asked = double.MaxValue;
        var startup = double.MaxValue;
        Dictionary<string, double> stages = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (wall, output) = await RunToolAsync("generate", contracts, "--out", "{out}", "--json");
            var (withQuorum, reviewed) = await RunToolAsync("generate", contracts, "--out", "{out}", "--json", "--quorum", "local");
            var (idle, _) = await RunToolAsync("--version");
            log.WriteLine(FormattableString.Invariant($"  round {round + 1}: {wall:0} ms, with the local quorum {withQuorum:0} ms, start-up alone {idle:0} ms"));
            startup = Math.Min(startup, idle);
            asked = Math.Min(asked, withQuorum);
            var seen = Stages(output);
            Stages(reviewed);
            if (wall < best)
            {
                best = wall;
                stages = seen;
            }
        }

        var goal = new Goal { Value = 4_000 };
        var quorum = new WorkloadRow($"{Cold}: --quorum local", Name, "ms", Round(asked)) { Goal = goal.ToString() };
        List<WorkloadRow> measured = [new(Cold, Name, "ms", Round(best)), quorum with { Met = goal.IsMetBy(quorum) }, new($"{Cold}: start-up alone", Name, "ms", Round(startup))];
        measured.AddRange(stages.Select(stage => new WorkloadRow($"{Cold}: steps of {stage.Key}", Name, "ms", Round(stage.Value))));
        return measured;
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

    private static double Round(double value) => Math.Round(value, 1);
}
