using Weir.Layers.CircuitBreaking;

namespace Weir.Tests.Layers.CircuitBreaking;

/// <summary>Random sequences of calls, that overlap, with what came of them, while the clock goes on.</summary>
public class CircuitRandomTests
{
    private const int Sequences = 500;
    private const int Length = 300;
    private const int Batch = 16;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 8)];

    /// <summary>Where each success has its own date, it is Polly's breaker: call by call, to the tick.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Circuit_WhereEachSuccessHasItsDate_IsPollys(int seed)
    {
        var (opened, closed) = (0, 0);
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var walk = new Walk((1_000 * seed) + sequence);
            var (circuit, polly) = (new Circuit(walk.Options, walk.Time, batch: 1), new PollyReference(walk.Options, walk.Time));
            var calls = new List<(CircuitPhase Phase, Action<CallVerdict> Polly)>();
            for (var i = 0; i < Length; i++)
            {
                var wasClosed = circuit.Phase is ClosedPhase;
                switch (walk.NextAct())
                {
                    case Act.Begin:
                        var phase = circuit.Ask(out var until);
                        var other = polly.Begin(out var pollysUntil);
                        Assert.True((phase is null, until) == (other is null, pollysUntil), $"{walk}, {i}: {until:O} is not {pollysUntil:O}");
                        if (phase is not null)
                        {
                            calls.Add((phase, other!));
                        }

                        break;
                    case Act.Advance:
                        // Polly waits for ever for a call that tries, and ours for a break.
                        EndThoseThatTry();
                        walk.Advance();
                        break;
                    default:
                        if (calls.Count > 0)
                        {
                            End(walk.Random.Next(calls.Count), walk.NextVerdict());
                        }

                        break;
                }

                Assert.True(circuit.Phase is ClosedPhase == polly.IsClosed, $"{walk}, {i}");
                opened += wasClosed && !polly.IsClosed ? 1 : 0;
                closed += !wasClosed && polly.IsClosed ? 1 : 0;
            }

            void End(int index, CallVerdict verdict)
            {
                var (phase, other) = calls[index];
                calls.RemoveAt(index);

                // Polly stays half-open for ever where a call that tries says nothing.
                verdict = phase is OpenPhase && verdict == CallVerdict.Nothing ? CallVerdict.Failure : verdict;
                circuit.Count(phase, verdict);
                other(verdict);
            }

            void EndThoseThatTry()
            {
                while (calls.FindIndex(static call => call.Phase is OpenPhase) is var index and >= 0)
                {
                    End(index, walk.Random.Next(2) == 0 ? CallVerdict.Success : CallVerdict.Failure);
                }
            }
        }

        Assert.True(opened > Sequences / 2 && closed > Sequences / 10, $"opened {opened}, closed {closed}");
    }

    /// <summary>Where successes share dates, it opens at a failure only if that is right up to the tolerance, and stays closed only if that is.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Circuit_WhereSuccessesShareDates_IsRightUpToTheTolerance(int seed)
    {
        var (opened, differing) = (0, 0);
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var walk = new Walk((1_000 * seed) + sequence);
            var (circuit, exact) = New(walk);
            var counted = new List<(DateTimeOffset At, bool IsFailure)>();
            for (var i = 0; i < Length; i++)
            {
                if (walk.NextAct() == Act.Advance)
                {
                    walk.Advance();
                }
                else if (circuit.Ask(out _) is { } phase)
                {
                    // The same calls for both, until one opens.
                    var verdict = walk.NextVerdict();
                    circuit.Count(phase, verdict);
                    exact.Count(exact.Phase, verdict);
                    if (verdict != CallVerdict.Nothing)
                    {
                        counted.Add((walk.Time.GetUtcNow(), verdict == CallVerdict.Failure));
                    }

                    if (verdict == CallVerdict.Failure)
                    {
                        Check(circuit.Phase is OpenPhase);
                    }

                    if (circuit.Phase is OpenPhase || exact.Phase is OpenPhase)
                    {
                        opened += circuit.Phase is OpenPhase ? 1 : 0;
                        differing += circuit.Phase is OpenPhase == exact.Phase is OpenPhase ? 0 : 1;
                        (circuit, exact) = New(walk);
                        counted.Clear();
                    }
                }

                void Check(bool isOpen)
                {
                    var part = TimeSpan.FromTicks(walk.Options.SamplingDuration.Ticks / 10);
                    var (most, least) = (Within(walk.Options.SamplingDuration), Within(walk.Options.SamplingDuration - part));
                    var fewest = Math.Max(0, least.Successes - (Batch - 1));
                    var mayOpen = most.Failures + most.Successes >= walk.Options.MinimumCalls && Ratio(most.Failures, fewest) >= walk.Options.FailureRatio;
                    var mustOpen = least.Failures + fewest >= walk.Options.MinimumCalls && Ratio(least.Failures, most.Successes) >= walk.Options.FailureRatio;
                    Assert.True(isOpen ? mayOpen : !mustOpen, $"{walk}, {i}: open is {isOpen}, with {least} to {most}");
                }

                (int Failures, int Successes) Within(TimeSpan time)
                {
                    var recent = counted.Where(call => walk.Time.GetUtcNow() - call.At < time).ToList();
                    return (recent.Count(static call => call.IsFailure), recent.Count(static call => !call.IsFailure));
                }
            }
        }

        Assert.True(opened > Sequences / 2 && differing > 0, $"opened {opened}, not together {differing}");
    }

    private static double Ratio(int failures, int successes) => failures / (double)Math.Max(1, failures + successes);

    private static (Circuit Shared, Circuit Exact) New(Walk walk) => (new Circuit(walk.Options, walk.Time, Batch), new Circuit(walk.Options, walk.Time, batch: 1));

    private enum Act
    {
        Begin,
        End,
        Advance,
    }

    /// <summary>What happens. Bursts and quiet times follow each other, and so do times in which much fails and little does.</summary>
    private sealed class Walk
    {
        private readonly int _seed;
        private int _left;
        private double _failures;
        private double _density;

        public Walk(int seed)
        {
            _seed = seed;
            Random = new Random(seed);
            Options = new CircuitBreakingOptions
            {
                FailureRatio = Random.Next(3) switch { 0 => 0.5, 1 => 1, _ => Random.Next(1, 101) / 100.0 },
                MinimumCalls = Random.Next(2, 30),
                SamplingDuration = TimeSpan.FromTicks(Random.Next(5_000_000, 50_000_000)),
                BreakDuration = TimeSpan.FromTicks(Random.Next(5_000_000, 50_000_000)),
            };
        }

        public Random Random { get; }

        public ManualTime Time { get; } = new();

        public CircuitBreakingOptions Options { get; }

        public Act NextAct()
        {
            if (_left-- == 0)
            {
                _left = Random.Next(60);
                _failures = Random.Next(3) switch { 0 => 0, 1 => 1, _ => Random.NextDouble() };
                _density = 1 - Math.Pow(Random.NextDouble(), 2);
            }

            return Random.NextDouble() > _density ? Act.Advance : Random.Next(2) == 0 ? Act.Begin : Act.End;
        }

        public CallVerdict NextVerdict() => Random.NextDouble() < 0.05 ? CallVerdict.Nothing : Random.NextDouble() < _failures ? CallVerdict.Failure : CallVerdict.Success;

        public void Advance() => Time.Advance(Random.Next(16) switch
        {
            0 => Options.SamplingDuration / 10,
            1 => Options.BreakDuration - TimeSpan.FromTicks(Random.Next(2)),
            2 => Options.SamplingDuration - TimeSpan.FromTicks(Random.Next(3)),
            3 => Options.SamplingDuration * (0.3 * Random.NextDouble()),
            _ => TimeSpan.FromTicks(Random.Next(20_000)),
        });

        public override string ToString() => $"seed {_seed}, {Options}";
    }
}
