using System.Security.Cryptography;
using Weir.Lab.Statistics;

namespace Weir.Lab.Proving;

/// <summary>Runs the proofs of a suite, one after the other.</summary>
internal sealed class ProofSuite(SuiteRequest request, IProgress<SuiteProgress>? progress = null)
{
    // How often any of the intervals of the idle costs may miss.
    private const double IdleMiss = 0.01;

    // Where on the heap the objects of one opening happen to lie is worth a percent or two: too much for a control, and for idle costs, which are a percent themselves, by far.
    private const int Openings = 5;
    private const int IdleOpenings = 15;

    // What is left of it is divided among the idle costs. With the waiting, and what openings take beside, all of it has to end in less than 15 minutes.
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(10);

    private readonly TimeSpan _patience = request.Patience ?? (request.IsQuick ? TimeSpan.Zero : TimeSpan.FromMinutes(4));

    private readonly int _seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
    private readonly Dictionary<string, Comparison> _known = new(StringComparer.Ordinal);
    private readonly TimeProvider _time = TimeProvider.System;
    private TimeSpan _waited;
    private int _done;
    private Comparison? _control;
    private string _machine = "";

    private bool HasExecution => request.Metrics.Any(static metric => metric.Workload is Weir.Layers.Fusion.FusionWorkload);

    private int Count => request.Metrics.Select(static one => one.Workload.Name).Union(request.Layers.SelectMany(static one => one.Workloads).Select(static one => one.Name)).Count()
        + request.Layers.Sum(static one => one.Idle.Count) + 1 + (HasExecution ? 1 : 0);

    /// <summary>Measures everything.</summary>
    /// <exception cref="DifferentOutputException">The two ways of a workload give different outputs.</exception>
    /// <exception cref="WorkloadFailedException">A workload threw.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<SuiteResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        await ProveAsync("metrics", [.. request.Metrics.Select(static one => one.Workload)], Thorough, cancellationToken).ConfigureAwait(false);
        var recorded = HasExecution ? await RecordedStepAsync(cancellationToken).ConfigureAwait(false) : null;
        await ProveAsync("layers", [.. request.Layers.SelectMany(static one => one.Workloads)], Thorough, cancellationToken).ConfigureAwait(false);
        await ProveIdleAsync(began, cancellationToken).ConfigureAwait(false);
        return new SuiteResult(
            [.. request.Metrics.Select(one => Find(one, recorded))],
            [.. request.Layers.SelectMany(Find)],
            _control, _machine, _seed, _time.GetElapsedTime(began)) { Waited = _waited };
    }

    private ProofOptions Thorough => request.IsQuick
        ? new ProofOptions { Seed = _seed, WarmUp = TimeSpan.FromSeconds(1), Budget = request.Budget ?? TimeSpan.FromSeconds(2.5), Openings = Openings, Control = _control is null }
        : new ProofOptions { Seed = _seed, Budget = request.Budget ?? TimeSpan.FromSeconds(20), Openings = Openings, Control = _control is null };

    /// <summary>Metric by metric, that of many threads last: it is the noisiest, and gets the time that the others leave.</summary>
    private async Task ProveIdleAsync(long began, CancellationToken cancellationToken)
    {
        var idle = request.Layers.SelectMany(static one => one.Idle).ToList();
        var left = idle.Count;
        foreach (var group in idle.GroupBy(static one => one.Metric).OrderBy(static group => group.Key == ProofCatalog.NoisiestMetric))
        {
            var share = (Most - (_time.GetElapsedTime(began) - _waited)) / left;
            var options = request.IsQuick ? Thorough with { Control = false } : Idle(share);
            await ProveAsync("idle costs", [.. group.Select(static one => one.Workload)], options with { Confidence = 1 - (IdleMiss * group.Count() / idle.Count), Simultaneous = true }, cancellationToken)
                .ConfigureAwait(false);
            left -= group.Count();
        }
    }

    /// <summary>Many comparisons that mostly show nothing: all their intervals hold together, so each has to be narrow, and takes the time that there is.</summary>
    private ProofOptions Idle(TimeSpan share)
    {
        var budget = request.Budget ?? TimeSpan.FromSeconds(Math.Clamp(share.TotalSeconds, 5, 60));
        return new ProofOptions
        {
            Seed = _seed,
            WarmUp = TimeSpan.FromSeconds(2),
            Budget = budget,
            SampleTime = TimeSpan.FromMilliseconds(Math.Clamp(budget.TotalMilliseconds / (2 * SequentialChange.MaxPairs), 8, 25)),
            Openings = IdleOpenings,
            Control = false,
        };
    }

    /// <summary>Measures those workloads that have not been measured; a layer and a metric may have the same.</summary>
    private async Task ProveAsync(string part, IReadOnlyList<Workload> workloads, ProofOptions options, CancellationToken cancellationToken)
    {
        Workload[] fresh = [.. workloads.Where(one => !_known.ContainsKey(one.Name))];
        if (fresh.Length == 0)
        {
            return;
        }

        var result = await RunAsync(fresh, options, part, cancellationToken).ConfigureAwait(false);
        _control ??= result.Control;
        _machine = result.Machine;
        _done += result.Comparisons.Count + (result.Control is null ? 0 : 1);
        foreach (var comparison in result.Comparisons)
        {
            _known.Add(comparison.Workload, comparison);
        }
    }

    private async Task<RecordedStep> RecordedStepAsync(CancellationToken cancellationToken)
    {
        var options = new ProofOptions { Seed = _seed, WarmUp = TimeSpan.FromSeconds(1), Budget = TimeSpan.FromSeconds(request.IsQuick ? 1.5 : 5), Control = false };
        var result = await RunAsync([new RecordedStepWorkload()], options, "plain steps", cancellationToken).ConfigureAwait(false);
        _done++;
        var comparison = result.Comparisons[0];
        return new RecordedStep(comparison.Baseline.Median / RecordedStepWorkload.Steps, comparison.Optimized.Median / RecordedStepWorkload.Steps);
    }

    private async Task<ProofResult> RunAsync(IReadOnlyList<Workload> workloads, ProofOptions options, string part, CancellationToken cancellationToken)
    {
        var left = _patience > _waited ? _patience - _waited : TimeSpan.Zero;
        var result = await Proof.RunAsync(workloads, options with { Patience = left }, Forward(part), cancellationToken).ConfigureAwait(false);
        _waited += result.Waited;
        return result;
    }

    private MetricFinding Find(MetricTask metric, RecordedStep? recorded) => new(metric.Name, metric.Layer, _known[metric.Workload.Name])
    {
        RecordedStep = metric.Workload is Weir.Layers.Fusion.FusionWorkload ? recorded : null,
    };

    /// <summary>The idle costs stand with the first workload of the layer.</summary>
    private IEnumerable<LayerFinding> Find(LayerTask layer) => layer.Workloads.Select((workload, index) => new LayerFinding(
        layer.Name, _known[workload.Name], index > 0 ? [] : [.. layer.Idle.Select(one => new IdleCost(one.Metric, _known[one.Workload.Name]))]));

    private Forwarder? Forward(string part) => progress is null ? null : new Forwarder(one => progress.Report(new SuiteProgress(part, _done + one.Done, Count, one)));

    private sealed class Forwarder(Action<ProofProgress> report) : IProgress<ProofProgress>
    {
        public void Report(ProofProgress value) => report(value);
    }
}
