namespace Weir.Tests.Pipelines.Guards;

internal enum Act
{
    Value,
    BadValue,
    Throw,
    Fail,
    Signal,
    Cancelled,
    Listen,
    Ignore,
}

/// <summary>What one call does: after a while, or at once.</summary>
internal sealed record Turn(Act Act, int After, bool Reads, Usage Usage);

/// <summary>One step or fall-back with its options and what its calls do.</summary>
internal sealed record GuardScript(string Name, RetryOptions Retry, int? Timeout, int? AttemptTimeout, bool IsChecked, Turn[] Turns, GuardScript? FallBack)
{
    public bool IsTimed => Timeout is not null || AttemptTimeout is not null;

    public static GuardScript Any(Random random, bool mayIgnore, string name = "a")
    {
        int? timeout = random.Next(2) == 0 ? null : random.Next(3, 30);
        int? attemptTimeout = random.Next(2) == 0 ? null : Math.Min(random.Next(2, 9), timeout ?? int.MaxValue);
        var acts = timeout is null && attemptTimeout is null ? (int)Act.Listen : mayIgnore ? (int)Act.Ignore + 1 : (int)Act.Ignore;
        var delay = TimeSpan.FromSeconds(random.Next(3));
        var retry = new RetryOptions
        {
            MaxAttempts = random.Next(1, 5),
            Backoff = delay == TimeSpan.Zero ? BackoffKind.Constant : (BackoffKind)random.Next(3),
            Delay = delay,
            MaxDelay = TimeSpan.FromSeconds(4),
            ShouldRetry = random.Next(4) == 0 ? static arguments => arguments.Error is not TimeoutException : null,
        };
        var turns = Enumerable.Range(0, retry.MaxAttempts).Select(_ => AnyTurn(random, acts)).ToArray();
        var fallBack = name.Length < 3 && random.Next(3) == 0 ? Any(random, mayIgnore, name + name[0]) : null;
        return new GuardScript(name, retry, timeout, attemptTimeout, random.Next(2) == 0, turns, fallBack);
    }

    public void Configure(StepBuilder<int, int> how, TimeSpan grace, GuardPlay play)
    {
        how.Retry(Retry).AbandonAfter(grace);
        _ = Timeout is { } timeout ? how.Timeout(TimeSpan.FromSeconds(timeout)) : how;
        _ = AttemptTimeout is { } attempt ? how.AttemptTimeout(TimeSpan.FromSeconds(attempt)) : how;
        _ = IsChecked ? how.Validate("good", static x => x >= 0 ? null : "bad value") : how;
        _ = FallBack is { } next ? how.FallBackTo(play.Step(next), how => next.Configure(how, grace, play)) : how;
    }

    private static Turn AnyTurn(Random random, int acts)
    {
        // Signals and cancellation end everything, so they are rare.
        var act = (Act)random.Next(acts);
        act = act is Act.Signal or Act.Cancelled && random.Next(3) != 0 ? Act.Throw : act;
        return new Turn(act, random.Next(2) == 0 ? 0 : random.Next(1, 4), random.Next(2) == 0, new Usage(random.Next(3), 0, 0));
    }
}
