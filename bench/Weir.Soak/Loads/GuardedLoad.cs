using Weir.Layers.CircuitBreaking;
using Weir.Layers.Hedging;

namespace Weir.Soak.Loads;

/// <summary>A dependency that is down for a second now and then, behind a breaker, and one that is late now and then, called twice: the answer, or the fall-back where there is none.</summary>
internal sealed class GuardedLoad : Load
{
    private readonly Pipeline<int, int> _pipeline;

    public GuardedLoad() => _pipeline = Pipeline.Create<int>("guarded")
        .Then(
            "ask",
            static async (int number, StepContext context) =>
            {
                await Task.Yield();
                return IsDown ? context.Fail<int>("The dependency is down.") : number;
            },
            static step => step.AddCircuitBreaking(new CircuitBreakingOptions { MinimumCalls = 5, BreakDuration = TimeSpan.FromMilliseconds(500) }).FallBackTo(Step.From<int, int>("none", static _ => -1)).WithoutCaching())
        .Then(
            "wait",
            static async (int number, StepContext context) =>
            {
                if (number % 50 == 49)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(4), TimeProvider.System, context.CancellationToken);
                }

                return number;
            },
            static step => step.AddHedging(new HedgingOptions { Delay = TimeSpan.FromMilliseconds(1) }).WithoutCaching())
        .Build();

    public override string Name => "guarded";

    // One second of five.
    private static bool IsDown => Environment.TickCount64 / 1_000 % 5 == 4;

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        using var run = await executor.RunAsync(_pipeline, number, cancellationToken);
        Require(run.Status == RunStatus.Completed, $"a guarded run ended as {run.Status}: {run.Error?.Message}");
        Require(run.Output == number || run.Output == -1, $"the dependency answered {run.Output} to {number}");
        return run.Status;
    }
}
