using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Weir.Tests.Pipelines.Randomized;

/// <summary>Notes what the leaves of one run of a random pipeline do. It flows to them, which shows that flows stay apart.</summary>
internal sealed class Play
{
    private static readonly AsyncLocal<Play?> Flow = new();
    private int _inFlight;
    private int _started;
    private string? _runId;

    public static Play Current => Flow.Value ?? throw new InvalidOperationException("No play flowed to a leaf.");

    public ConcurrentDictionary<string, int> Calls { get; } = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Called when a leaf starts, with the number of leaves started by then.</summary>
    public Action<int>? OnStart { get; init; }

    /// <summary>Called when a leaf waits, likewise.</summary>
    public Action<int>? OnWait { get; init; }

    /// <summary>What is called in here sees this play.</summary>
    public void Begin() => Flow.Value = this;

    public void Start(Leaf leaf, StepContext? context)
    {
        Interlocked.Increment(ref _inFlight);
        if (context is not null)
        {
            var id = Interlocked.CompareExchange(ref _runId, context.RunId, null) ?? context.RunId;
            if (id != context.RunId)
            {
                Errors.Enqueue($"The leaf {leaf.Name} is in the run {context.RunId}, not in {id}.");
            }
        }

        Calls.AddOrUpdate($"{(context is null ? "" : context.Path)}|{leaf.Name}", 1, static (_, count) => count + 1);
        OnStart?.Invoke(Interlocked.Increment(ref _started));
    }

    public void Wait() => OnWait?.Invoke(Volatile.Read(ref _started));

    public void End() => Interlocked.Decrement(ref _inFlight);
}

/// <summary>A leaf as a step of a pipeline.</summary>
internal sealed class LeafStep<T, TKind, TOut>(Leaf leaf, bool hasState, Func<int, TOut> compute) : Step<T, TOut>
    where TKind : IValueKind<T>
{
    public override string Name => leaf.Name;

    public override Usage? Estimate => new Usage(10_000, 10_000, Leaf.MostCost);

    public override ValueTask<TOut> RunAsync(T input, StepContext context)
    {
        var play = Play.Current;
        play.Start(leaf, context);
        var value = TKind.ToNumber(input);
        var (attempt, feedback) = (context.Attempt, context.Feedback);
        var turn = leaf.TurnOf(value, attempt);
        if (turn.Yields > 0 || turn.Act == Act.ThrowLater)
        {
            return WaitAsync(play, turn, value, attempt, feedback, context);
        }

        try
        {
            return Do(turn, value, attempt, feedback, context);
        }
        finally
        {
            play.End();
        }
    }

    public static TOut Call(Leaf leaf, T input, Func<int, TOut> compute)
    {
        var play = Play.Current;
        play.Start(leaf, null);
        try
        {
            var value = TKind.ToNumber(input);
            return leaf.TurnOf(value, 1).Act == Act.Value ? compute(value) : throw new InvalidOperationException($"{leaf.Name} threw");
        }
        finally
        {
            play.End();
        }
    }

    private async ValueTask<TOut> WaitAsync(Play play, Turn turn, int value, int attempt, string? feedback, StepContext context)
    {
        try
        {
            for (var i = 0; i < turn.Yields; i++)
            {
                play.Wait();
                await Task.Yield();
                if (leaf.Listens)
                {
                    context.CancellationToken.ThrowIfCancellationRequested();
                }

                if (!ReferenceEquals(Play.Current, play) || context.Attempt != attempt)
                {
                    play.Errors.Enqueue($"The leaf {leaf.Name} came to itself in another flow.");
                }
            }

            return await Do(turn, value, attempt, feedback, context);
        }
        finally
        {
            play.End();
        }
    }

    private ValueTask<TOut> Do(Turn turn, int value, int attempt, string? feedback, StepContext context)
    {
        if (turn.Tokens > 0)
        {
            context.AddUsage(new Usage(turn.Tokens, attempt, Leaf.MostCost));
        }

        if (leaf.Updates && hasState)
        {
            context.Update<ImmutableList<string>>(notes => notes.Add(leaf.Note(attempt, value, feedback)));
        }

        return turn.Act switch
        {
            Act.Value => new ValueTask<TOut>(compute(value)),
            Act.Fail => new ValueTask<TOut>(context.Fail<TOut>($"{leaf.Name} failed")),
            Act.Signal => throw new ControlSignalException($"{leaf.Name} signals"),
            _ => throw new InvalidOperationException($"{leaf.Name} threw"),
        };
    }
}
