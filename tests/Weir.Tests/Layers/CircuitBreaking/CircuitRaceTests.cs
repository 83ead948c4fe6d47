using Weir.Layers.CircuitBreaking;

namespace Weir.Tests.Layers.CircuitBreaking;

/// <summary>Eight threads over one breaker.</summary>
public class CircuitRaceTests
{
    private const int Threads = 8;

    [Fact]
    public async Task Calls_OnceTheBreakIsOver_OneOfThemTries()
    {
        var time = new ManualTime();
        var circuit = new Circuit(new CircuitBreakingOptions { MinimumCalls = 2 }, time);
        for (var round = 0; round < 300; round++)
        {
            while (circuit.Phase is ClosedPhase closed)
            {
                circuit.Count(closed, CallVerdict.Failure);
            }

            time.Advance(TimeSpan.FromSeconds(5));
            var asked = await SideBySideAsync(_ => circuit.Ask(out var _));
            circuit.Count(Assert.Single(asked, static phase => phase is not null)!, (CallVerdict)(round % 3));
            Assert.Equal(round % 3 == (int)CallVerdict.Success, circuit.Phase is ClosedPhase);

            // One that said nothing leaves the place to the next.
            Assert.Equal(round % 3 == (int)CallVerdict.Failure, circuit.Ask(out var _) is null);
        }
    }

    /// <summary>As many failures open it as there were successes: so none was lost, and none counted twice.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Successes_OfAllThreads_AreCountedOnce(int batch)
    {
        const int Calls = 5_000;
        var circuit = new Circuit(new CircuitBreakingOptions { FailureRatio = 0.5 }, new ManualTime(), batch);
        await SideBySideAsync(thread =>
        {
            for (var i = 0; i < Calls; i++)
            {
                circuit.Count(circuit.Phase, i % 3 == 0 ? CallVerdict.Nothing : CallVerdict.Success);
            }

            return 0;
        });
        var failures = 0;
        while (circuit.Phase is ClosedPhase closed)
        {
            circuit.Count(closed, CallVerdict.Failure);
            failures++;
        }

        Assert.Equal(Threads * Enumerable.Range(0, Calls).Count(static i => i % 3 != 0), failures);
    }

    [Fact]
    public async Task Breaker_AfterAnythingAtOnce_IsNotStuck()
    {
        var time = new ManualTime();
        var options = new CircuitBreakingOptions { MinimumCalls = 2, BreakDuration = TimeSpan.FromSeconds(1), SamplingDuration = TimeSpan.FromSeconds(1) };
        var circuit = new Circuit(options, time);
        var trials = 0;
        for (var round = 0; round < 30; round++)
        {
            await SideBySideAsync(thread =>
            {
                var random = new Random((100 * round) + thread);
                for (var i = 0; i < 500; i++)
                {
                    if (i % 50 == 0)
                    {
                        time.Advance(TimeSpan.FromMilliseconds(100));
                    }

                    if (circuit.Ask(out var _) is not { } phase)
                    {
                        continue;
                    }

                    Interlocked.Add(ref trials, phase is OpenPhase ? 1 : 0);
                    circuit.Count(phase, (CallVerdict)random.Next(3));
                }

                return 0;
            });
            time.Advance(options.BreakDuration);
            while (circuit.Ask(out var _) is var phase && phase is not ClosedPhase)
            {
                circuit.Count(Assert.IsType<OpenPhase>(phase), CallVerdict.Success);
            }
        }

        Assert.True(trials > 0);
    }

    [Fact]
    public void Call_ThatTriesAndNeverEnds_KeepsOthersAwayForOneBreak()
    {
        var time = new ManualTime();
        var options = new CircuitBreakingOptions { MinimumCalls = 2 };
        var circuit = new Circuit(options, time);
        while (circuit.Phase is ClosedPhase closed)
        {
            circuit.Count(closed, CallVerdict.Failure);
        }

        time.Advance(options.BreakDuration);
        var lost = circuit.Ask(out _)!;
        Assert.Null(circuit.Ask(out var until));
        Assert.Equal(time.GetUtcNow() + options.BreakDuration, until);
        time.Advance(options.BreakDuration);
        var second = circuit.Ask(out _)!;

        // The first says nothing any more.
        circuit.Count(lost, CallVerdict.Success);
        Assert.Null(circuit.Ask(out _));
        circuit.Count(second, CallVerdict.Success);
        Assert.IsType<ClosedPhase>(circuit.Phase);
    }

    private static async Task<T[]> SideBySideAsync<T>(Func<int, T> work)
    {
        using var start = new Barrier(Threads);
        return await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return work(thread);
            },
            Some.Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
