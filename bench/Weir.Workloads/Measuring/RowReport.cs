namespace Weir.Workloads.Measuring;

/// <summary>Makes of the samples of a row what is printed.</summary>
internal static class RowReport
{
    public static WorkloadRow Of(Row row, IReadOnlyList<Sample> samples, string group, string suffix)
    {
        Sample? With(Role role) => samples.FirstOrDefault(sample => sample.Variant.Role == role);
        var weir = With(Role.Weir);
        var floor = With(Role.Floor);
        var ratio = weir is null || floor is null ? null : Estimate.OfRatio(weir, floor);
        var control = floor is null || With(Role.Control) is not { } again ? null : Estimate.OfRatio(again, floor);
        var peers = samples.Where(sample => sample.Variant.Role == Role.Peer).ToList();
        var report = new WorkloadRow(row.Name + suffix, group, row.Unit, Round(weir?.Median), Round(floor?.Median), Round(weir?.Bytes))
        {
            Ratio = Round(ratio?.Value),
            Interval = Interval(ratio),
            Control = Round(control?.Value),
            ControlInterval = Interval(control),
            FloorAllocatedBytes = Round(floor?.Bytes),
            Over = weir is not null && With(Role.Reference) is { } reference ? Over(weir, reference) : null,
            Peers = peers.ToDictionary(peer => peer.Variant.Name, peer => Round(peer.Median), StringComparer.Ordinal),
            PeerRatios = weir is null ? WorkloadRow.NoPeers : peers.ToDictionary(peer => peer.Variant.Name, peer => Round(Estimate.OfRatio(weir, peer).Value), StringComparer.Ordinal),
            PeerAllocatedBytes = peers.ToDictionary(peer => peer.Variant.Name, peer => Round(peer.Bytes), StringComparer.Ordinal),
            Goal = row.Goal?.ToString(),
        };
        return report with { Met = weir is null ? null : row.Goal?.IsMetBy(report) };
    }

    private static OverReference Over(Sample weir, Sample reference)
    {
        var difference = Estimate.OfDifference(weir, reference);
        return new OverReference(
            reference.Variant.Name,
            Round(reference.Median),
            new Estimate(Round(difference.Value), Round(difference.Low), Round(difference.High)),
            Round(weir.Bytes - reference.Bytes));
    }

    private static double[]? Interval(Estimate? estimate) => estimate is null ? null : [Round(estimate.Low), Round(estimate.High)];

    private static double? Round(double? value) => value is { } known ? Round(known) : null;

    private static double Round(double value) => Math.Round(value, 3);
}
