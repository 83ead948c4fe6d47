using Weir.Layers.Contexts;

namespace Weir.Tests.Layers;

public class ContextsStrategyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Branches_ThatOnlyRead_AreLentTheState(bool isOn)
    {
        var seen = new List<Notes>();
        var initial = new Notes();
        var pipeline = With(isOn, Pipeline.Create<int>("p")).WithState(() => initial)
            .Parallel<int>("fan", [("a", Branch(context => seen.Add(context.State<Notes>()))), ("b", Branch(context => seen.Add(context.State<Notes>())))])
            .Build();
        using var run = await Some.RunAsync(pipeline, 1);
        run.ThrowIfFailed();
        Assert.Equal(2, seen.Count);
        Assert.All(seen, notes => Assert.Equal(isOn, ReferenceEquals(notes, initial)));
    }

    [Fact]
    public async Task Branch_ThatChangesTheState_ChangesACopyOnce()
    {
        var initial = new Notes();
        Notes? first = null;
        Notes? second = null;
        var pipeline = Pipeline.Create<int>("p").WithState(() => initial).AddContexts()
            .Parallel<int>("fan", [("a", Branch(context =>
            {
                first = Add(context, "one");
                second = Add(context, "two");
                Assert.Empty(initial.Lines);
            }))], new BranchOptions { Merge = MergePolicy.None })
            .Build();
        using var run = await Some.RunAsync(pipeline, 1);
        run.ThrowIfFailed();
        Assert.NotSame(initial, first);
        Assert.Same(first, second);
        Assert.Equal(["one", "two"], second!.Lines);
        Assert.Empty(run.State<Notes>().Lines);
    }

    [Fact]
    public async Task Map_ThatBranchesChange_IsSharedAndMerged()
    {
        var pipeline = Pipeline.Create<int>("p").WithState(static () => new StateMap<string, int>(Entries(100))).AddContexts()
            .Parallel<int>("fan", [.. Enumerable.Range(0, 8).Select(static number => ($"b{number}", Branch(context =>
            {
                var map = context.Update<StateMap<string, int>>(map =>
                {
                    map[$"key{number}"] = -number;
                    return map;
                });
                Assert.True(map.HasDelta);
            })))])
            .Build();
        Assert.Equal("shared: changes are kept beside it", pipeline.Describe().StateFork);
        using var run = await Some.RunAsync(pipeline, 1);
        run.ThrowIfFailed();
        Assert.Equal(Entries(100).Select(static (one, i) => i < 8 ? -i : one.Value), run.State<StateMap<string, int>>().Values);
    }

    [Fact]
    public async Task Map_InsideAState_IsSharedByItsCopies()
    {
        var map = new StateMap<string, int>(Entries(100));
        var pipeline = Pipeline.Create<int>("p").WithState(() => new Sheet(map)).AddContexts()
            .Parallel<int>("fan", [.. Enumerable.Range(0, 4).Select(static number => ($"b{number}", Branch(context => context.Update<Sheet>(sheet =>
            {
                sheet.Turns++;
                sheet.Cells[$"key{number}"] = -number;
                return sheet;
            }))))])
            .Build();
        using var run = await Some.RunAsync(pipeline, 1);
        run.ThrowIfFailed();
        Assert.Equal(4, run.State<Sheet>().Turns);
        Assert.Same(map, run.State<Sheet>().Cells);
        Assert.True(map.HasDelta);
        Assert.Equal([0, -1, -2, -3, 4], map.Values.Take(5));
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(32, true)]
    public async Task MaxDelta_OfTheOptions_SaysWhenAForkTakesATable(int maxDelta, bool hasDelta)
    {
        var pipeline = Pipeline.Create<int>("p").WithState(static () => new StateMap<string, int>(Entries(100)))
            .AddContexts(new ContextsOptions { MaxDelta = maxDelta })
            .Parallel<int>("fan", [("a", Branch(context =>
            {
                var map = context.Update<StateMap<string, int>>(map =>
                {
                    for (var i = 0; i < 16; i++)
                    {
                        map[$"key{i}"] = -1;
                    }

                    return map;
                });
                Assert.Equal(hasDelta, map.HasDelta);
            }))])
            .Build();
        using var run = await Some.RunAsync(pipeline, 1);
        run.ThrowIfFailed();
    }

    [Fact]
    public async Task MergeFunction_OfTheUser_SeesStatesThatAreApart()
    {
        static async Task<string> MergedAsync(bool isOn)
        {
            var pipeline = With(isOn, Pipeline.Create<int>("p")).WithState(static () => new Notes { Lines = { "start" } })
                .Parallel<int>("fan", [("a", Branch(static _ => { })), ("b", Branch(static context => Add(context, "b")))], new BranchOptions().MergeWith<Notes>(
                    static (before, after) =>
                    {
                        foreach (var notes in after)
                        {
                            before.Lines.AddRange(notes.Lines);
                        }

                        return before;
                    }))
                .Build();
            using var run = await Some.RunAsync(pipeline, 1);
            run.ThrowIfFailed();
            return string.Join(' ', run.State<Notes>().Lines);
        }

        Assert.Equal("start start start b", await MergedAsync(isOn: false));
        Assert.Equal("start start start b", await MergedAsync(isOn: true));
    }

    [Fact]
    public async Task State_ThatIsChangedWhileItIsLent_IsCopiedFirst()
    {
        // The attempt is left behind while its branch reads the state; the next attempt changes that of the pipeline.
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var (gate, seen, inner) = (new TaskCompletionSource(), new TaskCompletionSource<Notes>(), 0);
        var reading = Pipeline.Create<int>("reading")
            .Parallel<int>("fan", [("a", Pipeline.Create<int>("a").Then("read", async (int x, StepContext context) =>
            {
                if (Interlocked.Increment(ref inner) == 1)
                {
                    var notes = context.State<Notes>();
                    await gate.Task;
                    seen.SetResult(notes);
                }

                Add(context, $"attempt {inner}");
                return x;
            }).Build())])
            .Build();
        var pipeline = Pipeline.Create<int>("p").WithState(static () => new Notes()).AddContexts()
            .Then("guarded", reading, step => step.AttemptTimeout(TimeSpan.FromSeconds(1)).AbandonAfter(TimeSpan.Zero).Retry(2))
            .Build();
        var running = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        for (var i = 0; i < 100 && !running.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        using var run = await running.WaitAsync(TimeSpan.FromSeconds(60), Some.Token);
        run.ThrowIfFailed();
        gate.SetResult();
        Assert.Empty((await seen.Task).Lines);
        Assert.Equal(["attempt 2"], run.State<Notes>().Lines);
    }

    [Fact]
    public void Description_SaysHowStatesAreForked()
    {
        Assert.Equal("copied when it is changed: 'Lines' (List<string>) is mutable", Describe(Pipeline.Create<int>("p").WithState(static () => new Notes()).AddContexts()));
        Assert.Equal("copied when it is changed: 'Lines' (List<string>) is mutable", Describe(Pipeline.Create<int>("p").AddContexts().WithState(static () => new Notes())));
        Assert.Equal("when it is changed, decided by the value: object may be mutable", Describe(Pipeline.Create<int>("p").WithState(static () => new object()).AddContexts()));
        Assert.Equal("shared: the type is immutable", Describe(Pipeline.Create<int>("p").WithState(static () => "").AddContexts()));
        Assert.Equal("own function", Describe(Pipeline.Create<int>("p").WithState(static () => new Notes(), static notes => notes).AddContexts()));
        Assert.Equal(
            "copied when it is changed: StateMap<int, Notes> is mutable", Describe(Pipeline.Create<int>("p").WithState(static () => new StateMap<int, Notes>()).AddContexts()));
        Assert.Equal(
            "copied: 'Lines' (List<string>) is mutable",
            Describe(Pipeline.Create<int>("p").WithState(static () => new Notes()).AddContexts(new ContextsOptions { Enabled = false })));
        Assert.Null(Describe(Pipeline.Create<int>("p").AddContexts()));
    }

    [Fact]
    public void Contexts_Twice_AreRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(static () => Pipeline.Create<int>("p").AddContexts().AddContexts());
        Assert.Equal("The pipeline 'p' has contexts twice; add it once, with the options that are meant.", error.Message);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(1_000_001)]
    public void MaxDelta_OutOfItsRange_IsRefused(int maxDelta)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ContextsOptions { MaxDelta = maxDelta });
        Assert.Contains($"MaxDelta is {maxDelta}; it must be between 16 and 1000000.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Map_ThatIsTheState_IsChangedByUpdatesOnly(bool isOn)
    {
        var pipeline = With(isOn, Pipeline.Create<int>("p")).WithState(static () => new StateMap<string, int> { ["a"] = 1 })
            .Then("change", static (int x, StepContext context) =>
            {
                context.State<StateMap<string, int>>()["a"] = 2;
                return new ValueTask<int>(x);
            })
            .Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Contains("change it with context.Update", run.Error!.Message, StringComparison.Ordinal);
        var fork = run.State<StateMap<string, int>>().Fork();
        fork["a"] = 3;
        Assert.Equal(1, run.State<StateMap<string, int>>()["a"]);
    }

    [Fact]
    public async Task Workloads_GiveTheSameOnBothSides()
    {
        foreach (var workload in new[] { ContextsWorkload.OfTheMetric, ContextsWorkload.OfLargeStates, ContextsWorkload.OfSmallStates })
        {
            await using var baseline = await workload.OpenAsync(WorkloadVariant.Baseline, Some.Token);
            await using var optimized = await workload.OpenAsync(WorkloadVariant.Optimized, Some.Token);
            for (var i = 0; i < 30; i++)
            {
                Assert.Equal(await baseline.OutputAsync(Some.Token), await optimized.OutputAsync(Some.Token));
                await baseline.RunAsync(Some.Token);
                await optimized.RunAsync(Some.Token);
            }

            Assert.Equal(workload.Name == "context" ? 1 : 0, optimized.Checks.Count);
            Assert.Empty(baseline.Checks);
        }
    }

    private static PipelineBuilder<int, T> With<T>(bool isOn, PipelineBuilder<int, T> builder) => isOn ? builder.AddContexts() : builder;

    private static string? Describe(PipelineBuilder<int, int> builder) => builder.Then("a", static x => x).Build().Describe().StateFork;

    private static Notes Add(StepContext context, string line) => context.Update<Notes>(notes =>
    {
        notes.Lines.Add(line);
        return notes;
    });

    private static IEnumerable<KeyValuePair<string, int>> Entries(int count) => Enumerable.Range(0, count).Select(static i => KeyValuePair.Create($"key{i}", i));

    private static Pipeline<int, int> Branch(Action<StepContext> body) => Pipeline.Create<int>("branch")
        .Then("do", (int x, StepContext context) =>
        {
            body(context);
            return new ValueTask<int>(x);
        })
        .Build();

    private sealed class Notes
    {
        public List<string> Lines { get; } = [];
    }

    private sealed class Sheet(StateMap<string, int> cells)
    {
        public StateMap<string, int> Cells { get; } = cells;

        public int Turns { get; set; }
    }
}
