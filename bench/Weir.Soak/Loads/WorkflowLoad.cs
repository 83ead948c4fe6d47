namespace Weir.Soak.Loads;

/// <summary>A graph: every step once, after those that it needs.</summary>
internal sealed class WorkflowLoad : Load
{
    private readonly Workflow _workflow;
    private readonly StepOutput<int> _sum;

    public WorkflowLoad()
    {
        var builder = Workflow.Create("graph");
        var stage = builder.AddStage("all", maxParallel: 4);
        var first = stage.AddStep("first", static async _ =>
        {
            await Task.Yield();
            return 1;
        });
        StepOutput<int>[] middle = [.. Enumerable.Range(0, 12).Select(i => stage.AddStep($"middle {i}", first, (value, _) => new ValueTask<int>(value + i)))];
        _sum = stage.AddStep("sum", middle, static (values, _) => new ValueTask<int>(values.Sum()));
        _workflow = builder.Build();
    }

    public override string Name => "workflow";

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        using var run = await executor.RunAsync(_workflow, cancellationToken: cancellationToken);
        Require(run.Status == RunStatus.Completed, $"a workflow ended as {run.Status}: {run.Error?.Message}");
        Require(run.OutputOf(_sum) == 12 + 66, $"a workflow gave {run.OutputOf(_sum)}");
        return run.Status;
    }
}
