using Weir.Lab;
using Weir.Lab.Proving;
using Weir.Lab.Proving.Reporting;
using Weir.Tests.Lab.Statistics;

namespace Weir.Tests.Lab.Reporting;

/// <summary>What <c>weir prove</c> might find, from made up samples: every verdict occurs, and every kind of figure.</summary>
internal static class SyntheticSuite
{
    public const string MachineName = "Synthetic samples, no machine: 2 cores, Linux 6.1, .NET 10.0.0, X64";

    private static readonly string[] MetricNames = ["execution", "memory", "concurrency", "cache", "context"];

    public static ProofReportHead Head { get; } = new(
        "weir prove", "0.1.0", new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.FromHours(2)), "4f1c2d7", "weir prove --seed 42 --report prove.html");

    public static SuiteResult Whole { get; } = new(
        Metrics(), Layers(), Control(), MachineName, 42, TimeSpan.FromSeconds(733));

    /// <summary>What is too long, infinite, zero or missing.</summary>
    public static SuiteResult Odd { get; } = OddSuite();

    /// <summary>A suite of one metric.</summary>
    public static SuiteResult Of(Comparison comparison) =>
        new([new MetricFinding(comparison.Workload, null, comparison)], [], null, MachineName, 1, TimeSpan.FromSeconds(3));

    private static SuiteResult OddSuite()
    {
        var name = "a<b>&" + new string('x', 200);
        var one = new SyntheticComparison(name, name)
        {
            Off = name, Pairs = 1, Checks = [new WorkloadCheck(name, 123_456_789.25, name, double.PositiveInfinity, AtMost: false), new WorkloadCheck("short", -0.5, "", 0, AtMost: true)],
        }.Make();
        var slow = new SyntheticComparison("slow", "a unit of seconds") { Value = 8e9, Factor = 40, Shape = "heavy tails", Pairs = 984 }.Make();
        var none = new SyntheticComparison("none", "no bytes at all") { Measure = WorkloadMeasure.AllocatedBytes, Value = 0, Shape = "bytes" }.Make();
        return new SuiteResult(
            [new MetricFinding(name, name, one) { RecordedStep = new RecordedStep(1, 40) }, new MetricFinding("slow", null, slow), new MetricFinding("none", null, none)],
            [new LayerFinding(name, one, [new IdleCost(name, one), new IdleCost("slow", slow with { Target = -3 })])],
            null, name, int.MaxValue, TimeSpan.Zero);
    }

    private static Comparison Control() =>
        new SyntheticComparison("execution", "50 small synchronous steps, recorded") { Shape = "normal", Pairs = 579, Seed = 77 }.MakeControl();

    private static MetricFinding[] Metrics() =>
    [
        new("execution", "fusion", new SyntheticComparison("execution", "50 small synchronous steps, recorded, equal runs")
        {
            Off = "the executor as it stands", Target = 20, Factor = 0.66, Shape = "skewed", Pairs = 200, Seed = 1,
        }.Make()) { RecordedStep = new RecordedStep(38.42, 39.97) },
        new("memory", "pooling", new SyntheticComparison("memory", "50 steps that each use a buffer of 4 KB")
        {
            Off = "new byte[4096] in each step", Target = 30, Factor = 0.0153, Measure = WorkloadMeasure.AllocatedBytes, Value = 211_456, Shape = "bytes", Pairs = 24, Seed = 2,
        }.Make()) { RecordedStep = new RecordedStep(38.42, 41.80) },
        new("concurrency", "concurrency", new SyntheticComparison("concurrency", "20 callers with 500 calls of about 0.2 µs each, on the pool")
        {
            Off = "Task.Run for each call, a semaphore around", Target = 50, Factor = 0.31, Value = 4_830_000, Shape = "two speeds", Pairs = 340, Seed = 3,
        }.Make()),
        new("cache", "caching", new SyntheticComparison("cache", "a step of 20 µs, Zipf 0.9 over 10,000 keys, 1,000 entries")
        {
            Off = "no cache", Target = 25, Factor = 0.71, Value = 20_900, Shape = "collections", Pairs = 984, Seed = 4,
        }.Make()),
        new("context", "contexts", new SyntheticComparison("context", "a fan-out of 8 over a keyed state of 10 KB, one write per branch")
        {
            Off = "the default fork, which copies", Target = 40, Factor = 0.58, Value = 61_200, Shape = "heavy tails", Pairs = 118, Seed = 5,
        }.Make()),
    ];

    private static LayerFinding[] Layers() =>
    [
        new("contexts", new SyntheticComparison("contexts of 100 KB", "a fork of 100 KB, one write per branch")
        {
            Off = "the default fork, which copies", Target = 90, Factor = 0.021, Value = 118_000, Shape = "normal", Pairs = 118, Seed = 11,
            Checks = [new WorkloadCheck("time of a fork", 143.2, "ns", 200, AtMost: true)],
        }.Make(), Idle("context", 20)),
        new("caching", new SyntheticComparison("caching", "a Zipf trace with scans, 100,000 requests")
        {
            Off = "MemoryCache of equal size", Target = 10, Factor = 0.78, Value = 61_000_000, Shape = "normal", Pairs = 69, Seed = 12,
            Checks =
            [
                new WorkloadCheck("hit rate over MemoryCache of equal size", 4.62, "points", 3, AtMost: false),
                new WorkloadCheck("time of a hit with a small key", 112.7, "ns", 100, AtMost: true),
                new WorkloadCheck("runs of the step for 1,000 callers of a missing key", 1, "runs", 1, AtMost: true),
            ],
        }.Make(), Idle("cache", 30)),
        new("telemetry", new SyntheticComparison("telemetry", "a high-frequency run of one small step")
        {
            Off = "every run recorded, and exported alone", Target = 50, Factor = 0.47, Value = 2_140, Shape = "collections", Pairs = 24, Seed = 13,
        }.Make(), Idle("", 40)),
        new("hedging", new SyntheticComparison("hedging", "a call of 2 ms with a slow tail") { Off = "no hedging", Target = 0, Factor = 1.16, Value = 2_300_000, Shape = "skewed", Pairs = 200, Seed = 14 }.Make(), []),
        new("fusion", new SyntheticComparison("fusion", "50 small steps, recorded") { Off = "steps of their own", Target = 20, Factor = 0.7, Value = 2_050, Shape = "normal", Pairs = 118, Seed = 15 }.Make(), Idle("execution", 50)),
    ];

    private static IdleCost[] Idle(string own, int seed) =>
        [.. MetricNames.Where(name => name != own).Select((name, at) => new IdleCost(name, new SyntheticComparison(name, "the same") { Target = -3, Factor = 1.001 + 0.002 * at, Level = 0.9975, Pairs = 579, Seed = seed + at }.Make()))];
}
