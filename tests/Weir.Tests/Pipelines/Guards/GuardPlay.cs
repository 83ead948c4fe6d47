using System.Collections.Concurrent;

namespace Weir.Tests.Pipelines.Guards;

/// <summary>Plays scripts as steps, and moves the clock when nothing else can happen.</summary>
internal sealed class GuardPlay(ManualTime time)
{
    private readonly ConcurrentQueue<TaskCompletionSource<int>> _left = new();

    // How many timers there are when the flow has come to rest; more than there can be while a step begins.
    private volatile int _atRest = 1;

    public ConcurrentQueue<(string Step, string? Feedback)> Calls { get; } = new();

    public Step<int, int> Step(GuardScript script)
    {
        var call = 0;
        return Weir.Step.From<int, int>(script.Name, (_, context) => PlayAsync(script, script.Turns[call++], context));
    }

    public async Task DriveAsync(Task run)
    {
        while (!run.IsCompleted)
        {
            if (time.Timers < _atRest || !time.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        // Those who were left behind end now, and nothing may come of it.
        while (_left.TryDequeue(out var held))
        {
            _ = Calls.Count % 2 == 0 ? held.TrySetResult(1) : held.TrySetException(Some.Failure("late"));
        }
    }

    private ValueTask<int> PlayAsync(GuardScript script, Turn turn, StepContext context)
    {
        Calls.Enqueue((script.Name, context.Feedback));
        context.AddUsage(turn.Usage);
        switch (turn.Act)
        {
            case Act.Ignore:
                var held = new TaskCompletionSource<int>();
                _left.Enqueue(held);
                Assert.True(!turn.Reads || context.CancellationToken.CanBeCanceled);
                return new ValueTask<int>(held.Task);
            case Act.Listen:
                return ListenAsync(context);
            default:
                return turn.After == 0 ? new ValueTask<int>(End(turn, context)) : EndLaterAsync(script, turn, context);
        }
    }

    private async ValueTask<int> ListenAsync(StepContext context)
    {
        await context.UntilCancelledAsync().ConfigureAwait(false);
        return 0;
    }

    private async ValueTask<int> EndLaterAsync(GuardScript script, Turn turn, StepContext context)
    {
        _atRest = script.IsTimed ? 2 : 1;
        await Task.Delay(TimeSpan.FromSeconds(turn.After), time, CancellationToken.None).ConfigureAwait(false);
        _atRest = 1;
        return End(turn, context);
    }

    private static int End(Turn turn, StepContext context) => turn.Act switch
    {
        Act.Value => 5,
        Act.BadValue => -5,
        Act.Throw => throw Some.Failure("threw"),
        Act.Fail => context.Fail<int>("failed"),
        Act.Signal => throw new ControlSignalException("signal"),
        _ => throw new OperationCanceledException("own"),
    };
}
