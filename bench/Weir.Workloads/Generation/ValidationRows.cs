using System.Diagnostics;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;
using Weir.Generation.Validation;
using Weir.Workloads.Measuring;
using Weir.Workloads.Workflows;

namespace Weir.Workloads.Generation;

/// <summary>
/// Code that is judged in a process that is warm. The first rows take clean snippets of the corpus (tests/Corpus), 300 lines of them, from text to verdict: parsed, compiled once, all four validators; then
/// with the analyzers. The last takes the packages of a hundred contracts, judged by a run of Weir and by two threads that share a counter.
/// </summary>
internal static class ValidationRows
{
    public const string Name = "validate-";

    private const int Lines = 300;
    private const int Rounds = 30;
    private const int Nodes = 100;
    private const int NodeRounds = 7;

    // The runtime compiles a method again after it was called often and the process was quiet; the compiler has tens of thousands of methods.
    private const int WarmRounds = 800;
    private const int WarmNodeRounds = 3;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    public static async Task<IReadOnlyList<WorkloadRow>> AllAsync(string group) =>
    [
        // First the one that does more: it warms up what the other needs.
        await LinesAsync(group, "all four and the analyzers", 200, WarmRounds, [.. StandardValidators.All, StandardValidators.Analyzers]),
        await LinesAsync(group, "all four", 25, WarmRounds / 4, StandardValidators.All),
        await NodesAsync(group),
    ];

    private static async Task<WorkloadRow> LinesAsync(string group, string what, double most, int warmRounds, IReadOnlyList<Validator> validators)
    {
        var files = Snippets();
        var pipeline = new ValidationPipeline(validators);
        List<double> rounds = [];
        var parts = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var round = 0; round < warmRounds + Rounds; round++)
        {
            if (round % Rounds == 0 && round < warmRounds)
            {
                await Task.Delay(Quiet, TimeProvider.System, CancellationToken.None);
            }

            var began = Stopwatch.GetTimestamp();
            var verdict = await pipeline.ValidateAsync(ValidationSubject.Of(files));
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (verdict.Validators.Count != validators.Count + 1 || verdict.Validators.Any(static one => one.Issues.Any(static issue => issue.Rule.EndsWith("/crashed", StringComparison.Ordinal))))
            {
                throw new InvalidOperationException("A validator did not judge.");
            }

            if (round >= warmRounds)
            {
                rounds.Add(took);
                verdict.Validators.ToList().ForEach(one => (parts.TryGetValue(one.Name, out var times) ? times : parts[one.Name] = []).Add(one.Duration.TotalMilliseconds));
            }
        }

        var goal = new Goal { Value = most };
        var row = new WorkloadRow(FormattableString.Invariant($"{Name}300-lines: {what}, {files.Sum(static file => file.Value.Count(static letter => letter == '\n'))} lines"), group, "ms", Timing.Median(rounds))
        {
            Goal = goal.ToString(),
            Peers = parts.ToDictionary(static part => $"of which {part.Key}", static part => Timing.Median(part.Value), StringComparer.Ordinal),
        };
        return row with { Met = goal.IsMetBy(row) };
    }

    private static KeyValuePair<string, string>[] Snippets()
    {
        List<KeyValuePair<string, string>> files = [];
        var lines = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests", "Corpus", "security", "known"), "*.cs").Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file);
            if (lines < Lines && text.Contains("// expect: none", StringComparison.Ordinal))
            {
                files.Add(new(Path.GetFileName(file), text));
                lines += text.Count(static letter => letter == '\n');
            }
        }

        return [.. files];
    }

    private static async Task<WorkloadRow> NodesAsync(string group)
    {
        var packages = Packages();
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = Environment.ProcessorCount });
        var judge = Step.From<int, int>("judge", index => Judge(packages[index]));
        var pipeline = Pipeline.Create<int[]>("judge-all").Map("map", static items => items, judge, configure: static step => step.RunOnPool()).Build();
        int[] all = [.. Enumerable.Range(0, Nodes)];
        List<(double Weir, double Floor)> rounds = [];
        async Task WeirAsync()
        {
            using var run = await executor.RunAsync(pipeline, all);
            run.ThrowIfFailed();
            Require(run.Output.Sum());
        }

        Task FloorAsync() => TwoThreadsAsync(packages);
        for (var round = 0; round < WarmNodeRounds + NodeRounds; round++)
        {
            // In turn the first: the second finds what the first has left behind.
            var weirFirst = round % 2 == 0;
            var first = await TimeAsync(weirFirst ? WeirAsync : FloorAsync);
            var second = await TimeAsync(weirFirst ? FloorAsync : WeirAsync);
            rounds.Add(weirFirst ? (first, second) : (second, first));
        }

        var goal = new Goal { Ratio = 1.08 };
        var counted = rounds.Skip(WarmNodeRounds).ToArray();
        var row = new WorkloadRow($"{Name}100: packages of nodes", group, "ms", Timing.Median(counted.Select(static one => one.Weir)), Timing.Median(counted.Select(static one => one.Floor)))
        {
            Ratio = Timing.Median(counted.Select(static one => one.Weir / one.Floor)),
            Goal = goal.ToString(),
        };
        return row with { Met = goal.IsMetBy(row) };
    }

    private static (Contract Contract, IReadOnlyList<GeneratedFile> Files)[] Packages()
    {
        using var catalog = new TemplateCatalog();
        return [.. Checkout.ManyContracts(Nodes).Select(yaml =>
        {
            var contract = ContractReader.Read(yaml, "contract.yaml").Contract!;
            var code = new PackageCode(contract, catalog);
            return (contract, (IReadOnlyList<GeneratedFile>)[.. code.Models(), .. code.Validators()]);
        })];
    }

    /// <returns>1: it was judged, and nothing was found.</returns>
    private static int Judge((Contract Contract, IReadOnlyList<GeneratedFile> Files) package)
    {
        var subject = PackageSubject.Of(package.Contract, package.Files, ValidationProfile.Production, ReferenceSet.Shared, CancellationToken.None);
        return StandardValidators.All.Sum(validator => validator.Validate(subject, CancellationToken.None).Issues.Count) == 0 ? 1 : 0;
    }

    private static async Task TwoThreadsAsync((Contract Contract, IReadOnlyList<GeneratedFile> Files)[] packages)
    {
        var next = -1;
        var judged = 0;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(() =>
        {
            for (var index = Interlocked.Increment(ref next); index < packages.Length; index = Interlocked.Increment(ref next))
            {
                Interlocked.Add(ref judged, Judge(packages[index]));
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Require(judged);
    }

    private static void Require(int judged)
    {
        if (judged != Nodes)
        {
            throw new InvalidOperationException($"{judged} of {Nodes} packages were judged without a finding.");
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
