using Weir.Lab;
using Weir.Lab.Measuring;
using Weir.Lab.Statistics;
using Weir.Tests.Lab.Statistics;

namespace Weir.Tests.Lab.Reporting;

/// <summary>Makes a comparison of made up samples, with the figures that a proof would make of them.</summary>
internal sealed record SyntheticComparison(string Workload, string Unit)
{
    public string Off { get; init; } = "as it stands";
    public WorkloadMeasure Measure { get; init; } = WorkloadMeasure.Time;
    public double Target { get; init; } = 20;
    public double Level { get; init; } = 0.95;

    /// <summary>What a unit takes without the optimization.</summary>
    public double Value { get; init; } = 2_310;

    /// <summary>How many times as much it takes with it.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>A name of <see cref="Noise.Shapes"/>, or <c>bytes</c>: next to none.</summary>
    public string Shape { get; init; } = "normal";
    public int Pairs { get; init; } = 118;
    public int Seed { get; init; } = 1;
    public IReadOnlyList<WorkloadCheck> Checks { get; init; } = [];

    public Comparison Make() => Make(new TargetGoal(Target, 3, Level));

    public Comparison MakeControl() => Make(new ControlGoal()) with { Target = 0 };

    private Comparison Make(Goal goal)
    {
        var noise = Shape == "bytes" ? static () => 0 : Noise.Shapes[Shape](new SeededRandom(Seed));
        var own = new SeededRandom(Seed + 1000);
        Sample[] first = [.. Samples(1, noise, own)], second = [.. Samples(Factor, noise, own)];
        var change = new SequentialChange(Level);
        foreach (var (one, other) in first.Zip(second))
        {
            change.Add(one.PerUnit(Measure), other.PerUnit(Measure));
        }

        var estimate = change.Look(last: true);
        var (baseline, optimized) = (Summary.Of(first, Measure), Summary.Of(second, Measure));
        var verdict = Checks.Any(static check => !check.Met) ? ProofVerdict.NotMet : goal.Judge(estimate);
        return new Comparison
        {
            Workload = Workload, Unit = Unit, Off = Off, Measure = Measure, Target = Target, Baseline = baseline, Optimized = optimized, Change = estimate.Change,
            Confidence = estimate.Interval, Level = Level, Drift = DriftTest.Of(baseline.Samples, optimized.Samples), Checks = Checks, Verdict = verdict,
        };
    }

    private IEnumerable<Sample> Samples(double factor, Func<double> noise, SeededRandom own)
    {
        const int units = 64;
        for (var at = 0; at < Pairs; at++)
        {
            var value = Value * factor * Math.Exp(noise() + (Shape == "bytes" ? 0 : 0.01 * Noise.Normal(own)));
            var bytes = Measure == WorkloadMeasure.AllocatedBytes ? value : 4_312 * factor;
            yield return new Sample(units, Measure == WorkloadMeasure.Time ? value * units : 9_000 * units, (long)(bytes * units), at % 3 == 0 ? 1 : 0);
        }
    }
}
