using Weir.Lab.Statistics;
using Weir.Testing;

namespace Weir.Lab.Measuring;

/// <summary>Takes pairs of samples of two sides, in an order that is tossed for each pair, until the change is settled or the time is used.</summary>
internal sealed class Comparer(Instruments instruments, ProofOptions options, HostWatch host, int seed, Action<ProofPhase, int, ChangeInterval?> report)
{
    private readonly SeededRandom _random = new(seed);
    private readonly List<Sample> _first = [];
    private readonly List<Sample> _second = [];

    /// <summary>The samples of the baseline.</summary>
    public IReadOnlyList<Sample> First => _first;

    /// <summary>The samples of the other side; number n of the two is a pair.</summary>
    public IReadOnlyList<Sample> Second => _second;

    /// <summary>Warms up and measures; gives the change.</summary>
    public async Task<ChangeEstimate> RunAsync(SideSet sides, WorkloadMeasure measure, Goal goal, CancellationToken cancellationToken)
    {
        var interval = (ChangeInterval?)null;
        void TellOfWaiting() => report(ProofPhase.Waiting, _first.Count, interval);

        report(ProofPhase.WarmingUp, 0, null);
        host.Begin();
        var units = await new WarmUp(instruments, options).RunAsync(sides, () => host.LookAsync(TellOfWaiting, cancellationToken), cancellationToken).ConfigureAwait(false);
        instruments.Collect();
        report(ProofPhase.Measuring, 0, null);
        host.Begin();
        var (began, waited) = (instruments.Time.GetTimestamp(), TimeSpan.Zero);
        var change = new SequentialChange(goal.Confidence);
        while (true)
        {
            await TakePairAsync(Draw(sides.Pairs), units, cancellationToken).ConfigureAwait(false);
            change.Add(_first[^1].PerUnit(measure), _second[^1].PerUnit(measure));
            waited += await host.LookAsync(TellOfWaiting, cancellationToken).ConfigureAwait(false);
            var isLast = change.IsFull || instruments.Time.GetElapsedTime(began) - waited >= options.Budget;
            if (!change.IsDue && !isLast)
            {
                continue;
            }

            var estimate = change.Look(isLast);
            interval = estimate.Interval;
            report(ProofPhase.Measuring, _first.Count, interval);
            if (isLast || goal.IsSettled(estimate))
            {
                return estimate;
            }
        }
    }

    private SidePair Draw(IReadOnlyList<SidePair> pairs) => pairs.Count == 1 ? pairs[0] : pairs[_random.Next(pairs.Count)];

    private async Task TakePairAsync(SidePair sides, int units, CancellationToken cancellationToken)
    {
        // A coin for each pair, and not turns: what the machine does in a rhythm would meet the same side again and again.
        if (_random.Next(2) == 0)
        {
            _first.Add(await sides.First.MeasureAsync(units, cancellationToken).ConfigureAwait(false));
            _second.Add(await sides.Second.MeasureAsync(units, cancellationToken).ConfigureAwait(false));
        }
        else
        {
            _second.Add(await sides.Second.MeasureAsync(units, cancellationToken).ConfigureAwait(false));
            _first.Add(await sides.First.MeasureAsync(units, cancellationToken).ConfigureAwait(false));
        }
    }
}
