using System.Security.Cryptography;
using Weir.Lab.Statistics;

namespace Weir.Lab.Measuring;

/// <summary>One proof: checks all workloads, then measures one after the other.</summary>
internal sealed class ProofRun(IReadOnlyList<Workload> workloads, ProofOptions options, IProgress<ProofProgress>? progress, Instruments instruments)
{
    private readonly int _seed = options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
    private readonly int _count = workloads.Count + (options.Control ? 1 : 0);
    private readonly HostWatch _host = new(instruments, options.Patience);
    private int _done;

    /// <summary>Of m simultaneous intervals each one may miss with an m-th of the probability.</summary>
    private double Confidence => options.Simultaneous ? 1 - ((1 - options.Confidence) / workloads.Count) : options.Confidence;

    public async Task<ProofResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = instruments.Time.GetTimestamp();
        foreach (var workload in workloads)
        {
            await CheckAsync(workload, cancellationToken).ConfigureAwait(false);
        }

        var control = options.Control
            ? await CompareAsync(workloads[0], WorkloadVariant.Baseline, new ControlGoal(), cancellationToken).ConfigureAwait(false)
            : null;
        var comparisons = new List<Comparison>();
        foreach (var workload in workloads)
        {
            var goal = new TargetGoal(workload.Target, options.Precision, Confidence);
            comparisons.Add(await CompareAsync(workload, WorkloadVariant.Optimized, goal, cancellationToken).ConfigureAwait(false));
        }

        return new ProofResult(comparisons, control, Machine.Describe(), _seed, instruments.Time.GetElapsedTime(began)) { Waited = _host.Waited };
    }

    private async Task CheckAsync(Workload workload, CancellationToken cancellationToken)
    {
        Report(workload, WorkloadVariant.Optimized, ProofPhase.Checking, 0, null);
        var sides = await SidePair.OpenAsync(workload, WorkloadVariant.Optimized, isSecondFirst: false, instruments, cancellationToken).ConfigureAwait(false);
        await using var opened = sides.ConfigureAwait(false);
        var expected = await sides.First.OutputAsync(cancellationToken).ConfigureAwait(false);
        var actual = await sides.Second.OutputAsync(cancellationToken).ConfigureAwait(false);
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            throw new DifferentOutputException(workload.Name, expected, actual);
        }

        await new WarmUp(instruments, options).TouchAsync(sides, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares the baseline with another side: the optimized one, or for the control itself.</summary>
    private async Task<Comparison> CompareAsync(Workload workload, WorkloadVariant with, Goal goal, CancellationToken cancellationToken)
    {
        await _host.SettleAsync(() => Report(workload, with, ProofPhase.Waiting, 0, null), cancellationToken).ConfigureAwait(false);
        var sides = await SideSet.OpenAsync(workload, with, options.Openings, instruments, cancellationToken).ConfigureAwait(false);
        await using var opened = sides.ConfigureAwait(false);

        // Each comparison has an order of its own, which does not depend on how many samples the others took.
        var comparer = new Comparer(instruments, options, _host, unchecked(_seed + (_done * 7919)), (phase, pairs, interval) => Report(workload, with, phase, pairs, interval));
        var estimate = await comparer.RunAsync(sides, workload.Measure, goal, cancellationToken).ConfigureAwait(false);
        _done++;
        Report(workload, with, ProofPhase.Finished, comparer.First.Count, estimate.Interval);
        IReadOnlyList<WorkloadCheck> checks = with == WorkloadVariant.Optimized ? sides.Checks : [];
        return Describe(workload, goal, comparer, estimate, checks) with { Stolen = _host.Stolen };
    }

    private static Comparison Describe(Workload workload, Goal goal, Comparer comparer, ChangeEstimate estimate, IReadOnlyList<WorkloadCheck> checks)
    {
        var baseline = Summary.Of(comparer.First, workload.Measure);
        var optimized = Summary.Of(comparer.Second, workload.Measure);
        var drift = DriftTest.Of(baseline.Samples, optimized.Samples);
        return new Comparison
        {
            Workload = workload.Name,
            Unit = workload.Unit,
            Off = workload.Baseline,
            Measure = workload.Measure,
            Target = goal.Target,
            Baseline = baseline,
            Optimized = optimized,
            Change = estimate.Change,
            Confidence = estimate.Interval,
            Level = goal.Confidence,
            Drift = drift,
            Checks = checks,
            Verdict = VerdictOf(goal.Judge(estimate), estimate.Interval.Low - goal.Target, drift, checks),
        };
    }

    /// <summary>A change that has not settled is undecided where it would miss its target if it moved once more as far.</summary>
    private static ProofVerdict VerdictOf(ProofVerdict ofChange, double reserve, Drift drift, IReadOnlyList<WorkloadCheck> checks) =>
        checks.Any(static check => !check.Met) ? ProofVerdict.NotMet
        : ofChange == ProofVerdict.Met && !drift.IsSteady && Math.Abs(drift.Change) > reserve ? ProofVerdict.Undecided
        : ofChange;

    private void Report(Workload workload, WorkloadVariant with, ProofPhase phase, int pairs, ChangeInterval? interval) =>
        progress?.Report(new ProofProgress(phase, workload.Name, _done, _count)
        {
            IsControl = with == WorkloadVariant.Baseline,
            Pairs = pairs,
            Interval = interval,
        });
}
