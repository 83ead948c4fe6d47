using Weir.Workloads.Measuring;

namespace Weir.Workloads;

/// <summary>One measured row. <c>Ratio</c> is Weir divided by the floor, so lower is better; null without a floor. Bytes are per call.</summary>
internal sealed record WorkloadRow(string Name, string Group, string Unit, double? Weir, double? Floor = null, double? AllocatedBytes = null)
{
    public static readonly IReadOnlyDictionary<string, double> NoPeers = new Dictionary<string, double>(StringComparer.Ordinal);

    public double? Ratio { get; init; }

    /// <summary>The 95 % interval of the ratio: low, high.</summary>
    public IReadOnlyList<double>? Interval { get; init; }

    /// <summary>The floor divided by itself, measured as if it were two variants.</summary>
    public double? Control { get; init; }

    public IReadOnlyList<double>? ControlInterval { get; init; }

    public double? FloorAllocatedBytes { get; init; }

    /// <summary>What Weir takes over something other than its floor.</summary>
    public OverReference? Over { get; init; }

    public IReadOnlyDictionary<string, double> Peers { get; init; } = NoPeers;

    /// <summary>Weir divided by each peer.</summary>
    public IReadOnlyDictionary<string, double> PeerRatios { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, double> PeerAllocatedBytes { get; init; } = NoPeers;

    public string? Goal { get; init; }

    /// <summary>Whether the row meets its goal; null without one.</summary>
    public bool? Met { get; init; }
}

/// <summary>What Weir takes over a reference, in the unit of the row and in bytes per call.</summary>
internal sealed record OverReference(string Name, double Value, Estimate Difference, double Bytes);
