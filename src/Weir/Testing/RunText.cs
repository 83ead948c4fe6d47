using System.Globalization;
using System.Text;

namespace Weir.Testing;

/// <summary>Shows what became of a run, step by step: what stands behind the first sentence of every failed check.</summary>
internal static class RunText
{
    // Of more steps than this side by side, those that completed are left out after the first few.
    private const int MaxSiblings = 20;
    private const int KeptSiblings = 5;
    private const int MaxIndent = 3 * 60;
    private const int MaxText = 200;

    public static string Of(Run run) =>
        $"{run.Name}: {Lower(run.Status)}, {Times(run.Attempts)}, {Took(run.Duration)}\n{Tree(run.Steps)}";

    public static string Of(StepResult step) => $"{step.Path}: {What(step)}\n{Tree(step.Steps)}";

    public static string Lower<T>(T status)
        where T : struct, Enum => status.ToString().ToLowerInvariant();

    public static string Times(int attempts) => string.Create(CultureInfo.InvariantCulture, $"{attempts} attempt{(attempts == 1 ? "" : "s")}");

    /// <summary>A value on one line, cut where it is long.</summary>
    public static string Value(object? value)
    {
        var text = value switch
        {
            null => "null",
            string given => $"\"{given}\"",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
        };
        return Line(text);
    }

    /// <summary>Words on one line, cut where they are long.</summary>
    public static string Line(string text)
    {
        text = text.ReplaceLineEndings(" ⏎ ");
        return text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), "…");
    }

    private static string Tree(IReadOnlyList<StepResult> steps)
    {
        var text = new StringBuilder();

        // Steps may be nested deeper than a stack is high.
        var open = new Stack<(string Indent, bool IsLast, StepResult? Step, int Omitted)>();
        Push(open, "", steps);
        while (open.TryPop(out var next))
        {
            text.Append(next.Indent).Append(next.IsLast ? "└─ " : "├─ ");
            if (next.Step is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"… {next.Omitted} more completed\n");
                continue;
            }

            text.Append(next.Step.Name).Append(": ").Append(What(next.Step)).Append('\n');
            var inner = next.Indent + (next.IsLast ? "   " : "│  ");
            if (inner.Length <= MaxIndent)
            {
                Push(open, inner, next.Step.Steps);
            }
        }

        return text.ToString();
    }

    private static void Push(Stack<(string, bool, StepResult?, int)> open, string indent, IReadOnlyList<StepResult> steps)
    {
        var kept = steps.Count <= MaxSiblings
            ? steps
            : [.. steps.Where(static (step, i) => i < KeptSiblings || step.Status != StepStatus.Completed)];
        var omitted = steps.Count - kept.Count;
        if (omitted > 0)
        {
            open.Push((indent, true, null, omitted));
        }

        for (var i = kept.Count - 1; i >= 0; i--)
        {
            open.Push((indent, omitted == 0 && i == kept.Count - 1, kept[i], 0));
        }
    }

    private static string What(StepResult step)
    {
        var text = new StringBuilder(Lower(step.Status));
        if (step.Attempts > 0)
        {
            text.Append(", ").Append(Times(step.Attempts)).Append(", ").Append(Took(step.Duration));
        }

        if (step.FellBackTo is { } other)
        {
            text.Append(", fell back to '").Append(other).Append('\'');
        }

        if (step.DegradedTo is { } cheaper)
        {
            text.Append(", degraded to '").Append(cheaper).Append('\'');
        }

        if (step.Reason is { } reason)
        {
            text.Append(": ").Append(reason);
        }

        // A composite fails by what is inside it, where the words stand.
        if (step.Feedback is { } feedback && !step.Steps.Any(inner => inner.Feedback == feedback))
        {
            text.Append(": ").Append(Line(feedback));
        }

        if (step.Error is { } error and not StepFailedException && !step.Steps.Any(inner => inner.Error == error))
        {
            text.Append(" (").Append(error.GetType().Name).Append(')');
        }

        return text.ToString();
    }

    private static string Took(TimeSpan time) => time.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms");
}
