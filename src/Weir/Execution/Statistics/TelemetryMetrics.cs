namespace Weir;

/// <summary>Figures by name, to show or to export. Immutable.</summary>
public sealed class TelemetryMetrics
{
    /// <summary>The name under which all names are counted that came after the first <see cref="MaxNames"/>; no pipeline can be called so.</summary>
    public const string OtherNames = "/others";

    /// <summary>How many names of pipelines and workflows are counted apart: 64.</summary>
    public const int MaxNames = 64;

    internal TelemetryMetrics(IReadOnlyList<RunMetrics> runs)
    {
        Runs = RunMetrics.Sum(runs);
        ByName = runs.ToDictionary(static one => one.Name, StringComparer.Ordinal);
    }

    /// <summary>The runs of all names together.</summary>
    public RunMetrics Runs { get; }

    /// <summary>
    /// The same for each name of a pipeline or workflow that the executor has run; those of one name are counted together. Besides
    /// <see cref="OtherNames"/>.
    /// </summary>
    public IReadOnlyDictionary<string, RunMetrics> ByName { get; }

    /// <summary>
    /// The counts of all of them as one flat list: <c>runs.started</c>, <c>runs.in_flight</c>, <c>runs.completed</c>, <c>runs.failed</c>,
    /// <c>runs.timed_out</c>, <c>runs.cancelled</c> and <c>runs.paused</c>; and the same for each name, such as <c>runs.started{order}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, long> Values => field ??= ByName.Values.Prepend(Runs).SelectMany(Flat).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, long>> Flat(RunMetrics runs)
    {
        var suffix = runs.Name.Length == 0 ? "" : $"{{{runs.Name}}}";
        yield return new("runs.started" + suffix, runs.Started);
        yield return new("runs.in_flight" + suffix, runs.InFlight);
        yield return new("runs.completed" + suffix, runs.Completed);
        yield return new("runs.failed" + suffix, runs.Failed);
        yield return new("runs.timed_out" + suffix, runs.TimedOut);
        yield return new("runs.cancelled" + suffix, runs.Cancelled);
        yield return new("runs.paused" + suffix, runs.Paused);
    }
}
