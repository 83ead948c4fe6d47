using System.Text;
using Weir.Tests.Generation;
using Weir.Yaml.Files;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.Running;

/// <summary>A workflow file of a test in a folder of its own, which may use the types <c>test.call</c> and <c>test.metered</c> beside the standard ones.</summary>
internal sealed class Flow : IDisposable
{
    private readonly TestCall _call = new("test.call", isMetered: false);
    private readonly TestCall _metered = new("test.metered", isMetered: true);

    public TemporaryFolder Folder { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IRunStore Store { get; init; } = new InMemoryRunStore();

    public PermissionSet Allowed { get; init; } = new();

    /// <summary>What <c>test.call</c> does with its <c>value</c>; default: gives it back.</summary>
    public Func<object?, StepContext, ValueTask<object?>> Call
    {
        set => _call.Body = _metered.Body = value;
    }

    /// <summary>How often <c>test.call</c> was called.</summary>
    public int Calls => _call.Calls;

    public StepTypeCatalog Types => new([.. StandardStepTypes.All, _call, _metered]);

    /// <summary>One stage with these steps.</summary>
    public static string Stage(string steps, string rest = "") => $"""
        weir: 1
        name: w
        {rest}
        stages:
          - name: s
            steps:
        {string.Join('\n', steps.Split('\n').Select(static line => "      " + line))}
        """;

    public WorkflowFileReading Read(string text) =>
        WorkflowFile.Read(Encoding.UTF8.GetBytes(text), Folder.Below("w.yaml"), new WorkflowFileOptions { Types = Types, Allowed = Allowed });

    public WorkflowBindingResult Bind(string text, WorkflowBinding? binding = null)
    {
        var reading = Read(text);
        Assert.True(reading.File is not null, string.Join('\n', reading.Diagnostics));
        return reading.File.Bind(binding ?? new WorkflowBinding());
    }

    public BoundWorkflow Bound(string text, WorkflowBinding? binding = null)
    {
        var bound = Bind(text, binding);
        Assert.True(bound.Workflow is not null, string.Join('\n', bound.Diagnostics));
        return bound.Workflow;
    }

    public Executor Executor() => new(new ExecutorOptions { Time = Time, Store = Store, MaxParallel = 4 });

    public async Task<Run> RunAsync(string text, WorkflowBinding? binding = null) => await RunAsync(Bound(text, binding));

    public async Task<Run> RunAsync(BoundWorkflow bound, RunOptions? options = null, Func<Approval, CancellationToken, ValueTask<string?>>? ask = null)
    {
        await using var executor = Executor();
        return await bound.RunAsync(executor, options, ask, Some.Token);
    }

    /// <summary>What the workflow gives, where it completes.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> GiveAsync(string text, WorkflowBinding? binding = null)
    {
        var bound = Bound(text, binding);
        using var run = await RunAsync(bound);
        Assert.True(run.Status == RunStatus.Completed, run.Error?.ToString());
        return bound.OutputsOf(run);
    }

    public void Dispose() => Folder.Dispose();

    private sealed class TestCall(string name, bool isMetered) : StepType(
        name,
        "For tests.",
        new StepParameter("value", ValueShape.Any, "What it is given."),
        new StepParameter("text", ValueShape.Text, "A text."),
        new StepParameter("word", ValueShape.Text, "One of two.") { Words = ["left", "right"] },
        new StepParameter("path", ValueShape.Text, "A path.") { Permission = PermissionKind.Read })
    {
        private int _calls;

        public override bool IsMetered => isMetered;

        public Func<object?, StepContext, ValueTask<object?>> Body { get; set; } = static (value, _) => new(value);

        public int Calls => Volatile.Read(ref _calls);

        public override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
        {
            Interlocked.Increment(ref _calls);
            return Body(arguments.Value("value"), context);
        }
    }
}
