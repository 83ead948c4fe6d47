using System.Globalization;

namespace Weir.Layers.Contexts;

/// <summary>A fan-out over a keyed state, with one write in each branch.</summary>
/// <param name="name">The name of the workload.</param>
/// <param name="bytes">How much text the keys and values have together.</param>
/// <param name="target">What has to be gained, in percent.</param>
internal sealed class ContextsWorkload(string name, int bytes, double target) : MetricWorkload
{
    public const int Branches = 8;

    /// <summary>The metric, 10 KB, at which forks are also timed by themselves.</summary>
    public static ContextsWorkload OfTheMetric => new("context", 10 * 1_024, 40);

    /// <summary>Where a copy is dear: a tenth of the time is to be left.</summary>
    public static ContextsWorkload OfLargeStates => new("contexts-100-kb", 100 * 1_024, 90);

    /// <summary>Where a copy is cheap: nothing is to be lost.</summary>
    public static ContextsWorkload OfSmallStates => new("contexts-1-kb", 1_024, -3);

    public override string Name => name;

    public override string Unit => string.Create(CultureInfo.InvariantCulture, $"a fan-out of {Branches} over a keyed state of {bytes:N0} bytes, one write in each branch");

    public override string Baseline => "WithState of a Dictionary, which the default fork copies for every branch";

    public override double Target => target;

    public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => variant == WorkloadVariant.Baseline
        ? OpenBaselineAsync(OptimizationOptions.None, cancellationToken)
        : new(new ContextsSide<StateMap<string, string>>(
            new StateMap<string, string>(Entries(bytes)), Pipeline.Create<int>("optimized").AddContexts(), OptimizationOptions.None, checksForks: target == OfTheMetric.Target));

    public override ValueTask<WorkloadSide> OpenBaselineAsync(OptimizationOptions options, CancellationToken cancellationToken) => new(
        new ContextsSide<Dictionary<string, string>>(new Dictionary<string, string>(Entries(bytes)), Pipeline.Create<int>("baseline"), options, checksForks: false));

    /// <summary>Keys of 8 letters with values of 24, so that an entry has 64 bytes of text.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Entries(int bytes) =>
    [
        .. Enumerable.Range(0, bytes / 64).Select(static number => new KeyValuePair<string, string>(Key(number), Value(number, 0))),
    ];

    public static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"key{number:00000}");

    public static string Value(int number, int turn) => string.Create(CultureInfo.InvariantCulture, $"value {number:00000} of turn {turn:0000}");
}
