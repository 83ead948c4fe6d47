using System.Diagnostics;
using System.Globalization;

namespace Weir.IntegrationTests;

/// <summary>
/// A durable run of a pipeline or workflow, in a process of its own that is killed at random moments and resumed until it completes.
/// <c>WEIR_KILLS</c> asks for more kills of each than the few of a usual run.
/// </summary>
public sealed class KilledRunTests : IDisposable
{
    private const string Program = """
        using Weir;

        var (journal, log, generation, isWorkflow) = (args[0], args[1], args[2], args[3] == "workflow");
        var gate = new object();
        ValueTask<int> Work(int value, StepContext context) => Do(value, context);
        async ValueTask<int> Do(int value, StepContext context)
        {
            lock (gate)
            {
                File.AppendAllText(log, $"{generation} {context.Path}\n");
            }

            await Task.Delay(value % 7);
            return value + 1;
        }

        var small = Pipeline.Create<int>("small").Then("x", Work).Then("y", Work).Build();
        var big = Pipeline.Create<int>("big").Then("x", Work, static step => step.Retry(2)).Build();
        var pipeline = Pipeline.Create<int>("killed")
            .Then("first", Work)
            .Loop("loop", small, static value => value > 14, maxTurns: 20)
            .Map("map", static value => Enumerable.Range(0, 12).Select(i => value + i).ToArray(), small)
            .Then("sum", static values => values.Sum())
            .Branch("branch", static value => value % 2 == 0, big, small)
            .Parallel("both", small, big)
            .Then("last", static both => both.First * 1000 + both.Second)
            .Durable(new DurabilityOptions())
            .Build();

        // The same work as steps that need no more than they take, with a pause in their middle.
        var builder = Workflow.Create("killed").Durable(new DurabilityOptions());
        var begin = builder.AddStage("begin");
        var work = builder.AddStage("work", maxParallel: 3);
        var first = begin.AddStep("first", context => Do(1, context));
        var mapped = work.AddStep("mapped", first, Pipeline.Create<int>("each")
            .Map("map", static value => Enumerable.Range(0, 8).Select(i => value + i).ToArray(), small)
            .Then("sum", static values => values.Sum())
            .Build());
        var others = Enumerable.Range(0, 6).Select(i => work.AddStep($"other {i}", first, (value, context) => Do(value + i, context))).ToArray();
        var asked = work.AddPause<int, int, int>("ask", others[0], static value => $"{value}?", static (value, answer) => value + answer);
        var all = work.AddStep("all", others, (values, context) => Do(values.Sum(), context), asked);
        var end = work.AddStep("last", mapped, all, asked, static (one, two, three, _) => new ValueTask<int>((one * 10_000) + (two * 100) + three));
        var workflow = builder.Build();

        await using var store = await FileRunStore.OpenAsync(journal);
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        var known = (await store.ListAsync(new RunFilter())).Runs.FirstOrDefault();
        if (known is { Status: RunStatus.Completed })
        {
            // Killed between its end and the line below.
            var last = await store.ReadAsync("run").OfType<StepEnded>().LastAsync(one => one.Result.Name == "last");
            Console.WriteLine($"{known.Status} {last.Result.Output}");
            return;
        }

        if (isWorkflow)
        {
            var isNew = known is null;
            while (true)
            {
                PauseAnswer[] answers = [.. (await store.ReadPausesAsync("run")).Select(static pause => PauseAnswer.FromJson(pause.Path, "7"))];
                using var part = isNew ? await executor.RunAsync(workflow, new RunOptions { Id = "run" }) : await executor.ResumeAsync(workflow, "run", answers);
                isNew = false;
                if (part.Status != RunStatus.Paused)
                {
                    Console.WriteLine($"{part.Status} {part.OutputOf(end)}");
                    return;
                }
            }
        }

        using var run = known is not null ? await executor.ResumeAsync(pipeline, "run") : await executor.RunAsync(pipeline, 1, new RunOptions { Id = "run" });
        Console.WriteLine($"{run.Status} {run.Output}");
        """;

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("WEIR_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 6;

    private readonly Scratch _scratch = new();
    private readonly string _program;

    public KilledRunTests()
    {
        _program = _scratch.Below("killed.dll");
        File.WriteAllBytes(_program, GuideTests.Compile(Program));
        var version = Environment.Version;
        File.WriteAllText(_scratch.Below("killed.runtimeconfig.json"), $$"""
            {"runtimeOptions": {"tfm": "net{{version.Major}}.0", "framework": {"name": "Microsoft.NETCore.App", "version": "{{version.Major}}.0.0" } } }
            """);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Weir.Core.dll"), _scratch.Below("Weir.Core.dll"));
    }

    [Theory(Timeout = 1_200_000)]
    [InlineData("pipeline")]
    [InlineData("workflow")]
    public async Task Run_KilledAtAnyMoment_EndsAsOneThatWasNot(string kind)
    {
        var started = Stopwatch.GetTimestamp();
        var expected = await RunAsync(kind, _scratch.Below("whole.jsonl"), _scratch.Below("whole.log"), 0, TimeSpan.MaxValue);
        var whole = Stopwatch.GetElapsedTime(started);
        Assert.StartsWith("Completed ", expected, StringComparison.Ordinal);
        var random = new Random(20_261_121);
        var killed = 0;
        for (var round = 0; killed < Kills; round++)
        {
            killed += await KillUntilItEndsAsync(kind, round, random, whole, expected!);
        }
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>One run, killed again and again; gives how often.</summary>
    private async Task<int> KillUntilItEndsAsync(string kind, int round, Random random, TimeSpan whole, string expected)
    {
        var journal = _scratch.Below($"{round}.jsonl");
        var log = _scratch.Below($"{round}.log");
        var kept = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var generation = 1; ; generation++)
        {
            // From within the start-up to about the end; longer each time, so that it ends on a machine that has become slower too.
            var after = whole * (0.2 + (0.8 * random.NextDouble())) * (1 + (generation / 16.0));
            var output = await RunAsync(kind, journal, log, generation, after);
            if (output is not null)
            {
                Assert.Equal(expected, output);
                CheckLog(log, kept);
                return generation - 1;
            }

            await NoteKeptAsync(journal, generation, kept);
        }
    }

    /// <summary>Which outcomes were in the journal when that process was killed.</summary>
    private static async Task NoteKeptAsync(string journal, int generation, Dictionary<string, int> kept)
    {
        if (!File.Exists(journal))
        {
            return;
        }

        await using var store = await FileRunStore.OpenAsync(journal, TestContext.Current.CancellationToken);
        await foreach (var one in store.ReadAsync("run", 0, TestContext.Current.CancellationToken))
        {
            if (one is StepEnded { IsKept: true } ended)
            {
                kept.TryAdd(ended.Result.Path, generation);
            }
        }
    }

    /// <summary>No step was called in a process after that in which its outcome was kept.</summary>
    private static void CheckLog(string log, Dictionary<string, int> kept)
    {
        foreach (var line in File.ReadLines(log))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var generation = int.Parse(line[..space], CultureInfo.InvariantCulture);
            if (kept.TryGetValue(line[(space + 1)..], out var last))
            {
                Assert.True(generation <= last, $"{line[(space + 1)..]} was kept in process {last} and called in process {generation}");
            }
        }
    }

    /// <summary>Runs or resumes the run in a process; null: it was killed before it ended.</summary>
    private async Task<string?> RunAsync(string kind, string journal, string log, int generation, TimeSpan after)
    {
        using var process = Tool.Start("dotnet", _scratch.Path, [_program, journal, log, $"{generation}", kind]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        if (after != TimeSpan.MaxValue)
        {
            limit.CancelAfter(after);
        }

        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return null;
        }

        Assert.True(process.ExitCode == 0, await error);
        return (await output).Trim();
    }
}
