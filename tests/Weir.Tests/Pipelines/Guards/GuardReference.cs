namespace Weir.Tests.Pipelines.Guards;

/// <summary>What a guarded step should do, in the plainest words: seconds and loops.</summary>
internal sealed class GuardReference
{
    private string? _original;

    public int Now { get; private set; }

    public Usage Usage { get; private set; }

    public string? Feedback { get; private set; }

    public string? FellBackTo { get; private set; }

    public int? Output { get; private set; }

    public List<(string Step, string? Feedback)> Calls { get; } = [];

    /// <summary>False: two things happen at one moment, so either may be first.</summary>
    public bool TryRun(GuardScript script)
    {
        var (start, told) = (Now, _original);
        string? before = null;
        for (var attempt = 1; ; attempt++)
        {
            var turn = script.Turns[attempt - 1];
            Calls.Add((script.Name, told));
            Usage += turn.Usage;
            var limit = Math.Min(script.AttemptTimeout ?? int.MaxValue, script.Timeout - (Now - start) ?? int.MaxValue);
            var isHanging = turn.Act is Act.Listen or Act.Ignore;
            if (!isHanging && turn.After > 0 && turn.After >= limit)
            {
                return false;
            }

            var began = Now;
            Now += isHanging ? limit : turn.After;
            var isOver = isHanging && !(script.AttemptTimeout < (script.Timeout ?? int.MaxValue) && script.AttemptTimeout <= limit);
            var failure = isOver ? Late(Now - start, script.Timeout!.Value, "all attempts", before is null ? "." : $"; the attempt before failed: {before}") : turn.Act switch
            {
                Act.Listen or Act.Ignore => Late(Now - began, script.AttemptTimeout!.Value, "one attempt"),
                Act.Throw => "threw",
                Act.Fail => "failed",
                Act.Signal => "signal",
                Act.Cancelled => "own",
                Act.BadValue when script.IsChecked => "validator 'good': bad value",
                _ => null,
            };
            if (failure is null)
            {
                Output = turn.Act == Act.Value ? 5 : -5;
                Feedback = _original ?? told;
                FellBackTo = script.Name == "a" ? null : script.Name;
                return true;
            }

            if (turn.Act == Act.Signal)
            {
                Feedback = failure;
                return true;
            }

            told = before = failure;
            if (!isOver && attempt < script.Retry.MaxAttempts && (script.Retry.ShouldRetry is null || !isHanging))
            {
                var delay = (int)script.Retry.DelayAfter(attempt, 0).TotalSeconds;
                if (script.Timeout is { } all && all - (Now - start) is var rest && rest <= delay)
                {
                    Now += rest;
                    failure = Late(Now - start, all, "all attempts", $"; its last attempt failed: {before}");
                }
                else
                {
                    Now += delay;
                    continue;
                }
            }

            _original = _original is null ? failure : $"{_original}\nThe fall-back '{script.Name}' failed too: {failure}";
            Feedback = _original;
            return script.FallBack is null || TryRun(script.FallBack);
        }
    }

    private static string Late(int elapsed, int limit, string what, string end = ".") =>
        $"The step 'p/a' was stopped after {elapsed * 1000} ms: its time-out for {what} is {limit * 1000} ms{end}";
}
