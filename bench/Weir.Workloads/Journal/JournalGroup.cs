using Weir.Workloads.Measuring;

namespace Weir.Workloads.Journal;

/// <summary>What it costs that an executor keeps account of its runs.</summary>
internal sealed class JournalGroup : MeasuredGroup
{
    public override string Name => "journal";

    protected override async Task<IReadOnlyList<Row>> MakeAsync() => [.. await EventRows.AllAsync(), .. await FileRows.AllAsync(), .. BudgetRows.All(), .. await StatisticsRows.AllAsync()];
}
