using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>Graphs of steps.</summary>
internal sealed class WorkflowGroup : MeasuredGroup
{
    public override string Name => "workflows";

    protected override Task<IReadOnlyList<Row>> MakeAsync() => Task.FromResult<IReadOnlyList<Row>>([.. GraphRows.All()]);
}
