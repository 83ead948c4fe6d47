namespace Weir.Lab.Proving;

/// <summary>What is to be proved, and how thoroughly.</summary>
internal sealed record SuiteRequest
{
    /// <summary>The metrics; each with the workload that it is measured with.</summary>
    public required IReadOnlyList<MetricTask> Metrics { get; init; }

    /// <summary>The layers.</summary>
    public required IReadOnlyList<LayerTask> Layers { get; init; }

    /// <summary>Whether less time is taken, about four seconds for each comparison: more may stay undecided.</summary>
    public bool IsQuick { get; init; }

    /// <summary>How long each comparison is measured at most; null: 20 seconds, done quickly 2.5, and of idle costs 5 to 60, as time is left.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>How long it waits in all for processors that the host of a virtual machine gives to others; null: 4 minutes, and done quickly not at all.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>What the order of the measuring comes from; null: another one each time.</summary>
    public int? Seed { get; init; }

    /// <summary>Metrics and layers of the library.</summary>
    /// <param name="metrics">Names of metrics; none: all, where no layer is named either.</param>
    /// <param name="layers">Names of layers; none: all, where no metric is named either and it is not done quickly.</param>
    /// <param name="isQuick">Whether less time is taken.</param>
    public static SuiteRequest Of(IReadOnlyCollection<string> metrics, IReadOnlyCollection<string> layers, bool isQuick)
    {
        var isAll = metrics.Count == 0 && layers.Count == 0;
        return new SuiteRequest
        {
            Metrics = [.. ProofCatalog.Metrics.Where(one => isAll || metrics.Contains(one.Name)).Select(static one => new MetricTask(one.Name, one.Layer, one.Make()))],
            Layers = [.. ProofCatalog.Layers.Where(one => isAll ? !isQuick : layers.Contains(one.Name)).Select(LayerTask.Of)],
            IsQuick = isQuick,
        };
    }

    /// <summary>What options do to the baselines of metrics.</summary>
    /// <param name="metrics">Names of metrics; none: all.</param>
    /// <param name="options">The options.</param>
    /// <param name="isOneByOne">Whether each of their layers is measured alone, too.</param>
    /// <param name="isQuick">Whether less time is taken.</param>
    public static SuiteRequest Of(IReadOnlyCollection<string> metrics, OptimizationOptions options, bool isOneByOne, bool isQuick)
    {
        var chosen = ProofCatalog.Metrics.Where(one => metrics.Count == 0 || metrics.Contains(one.Name)).ToList();
        return new SuiteRequest
        {
            Metrics = [.. chosen.Select(one => new MetricTask(one.Name, null, new OptionsWorkload(one.Name, one.Make(), options)))],
            Layers = isOneByOne
                ? [.. SingleLayer.Of(options).Select(layer => new LayerTask(
                    layer.Name, [.. chosen.Select(one => new OptionsWorkload($"{layer.Name} on {one.Name}", one.Make(), layer.Options))], []))]
                : [],
            IsQuick = isQuick,
        };
    }
}

/// <summary>A metric that is to be measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layer">The layer that it is for; null: none, or several.</param>
/// <param name="Workload">What is measured.</param>
internal sealed record MetricTask(string Name, string? Layer, Workload Workload);

/// <summary>A layer that is to be measured.</summary>
/// <param name="Name">As in files of options.</param>
/// <param name="Workloads">Its workloads; at least one.</param>
/// <param name="Idle">The metrics that it is not for, with the layer on.</param>
internal sealed record LayerTask(string Name, IReadOnlyList<Workload> Workloads, IReadOnlyList<IdleTask> Idle)
{
    public static LayerTask Of(ProvedLayer layer) => new(layer.Name, layer.Make(),
    [
        .. ProofCatalog.Metrics.Where(metric => metric.Layer != layer.Name)
            .Select(metric => new IdleTask(metric.Name, new OptionsWorkload($"{layer.Name} on {metric.Name}", metric.Make(), layer.Options))),
    ]);
}

/// <summary>A metric that a layer is not for.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Workload">Its baseline, without and with the layer.</param>
internal sealed record IdleTask(string Metric, Workload Workload);
