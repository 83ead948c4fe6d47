namespace Weir.Tests.Pipelines.Randomized;

/// <summary>What can be seen of a run, in the form in which the reference writes what must be seen.</summary>
internal static class Seen<T, TKind>
    where TKind : IValueKind<T>
{
    public static string Of(Run run)
    {
        var lines = new List<string>();
        foreach (var step in run.Steps)
        {
            Write(lines, step, 0);
        }

        return string.Join('\n', lines);
    }

    /// <summary>A step and all that are inside it.</summary>
    public static IEnumerable<StepResult> All(IEnumerable<StepResult> steps) => steps.SelectMany(static step => All(step.Steps).Prepend(step));

    private static void Write(List<string> lines, StepResult step, int depth)
    {
        lines.Add(Reference.Line(
            depth, step.Path, step.Status, step.Attempts, step.Usage, Text(step.Output), ErrorOf(step), step.Feedback, step.FellBackTo, step.Reason));
        foreach (var inner in step.Steps)
        {
            Write(lines, inner, depth + 1);
        }
    }

    private static string? ErrorOf(StepResult step) =>
        step.Error is KeptErrorException kept ? kept.TypeName[(kept.TypeName.LastIndexOf('.') + 1)..] : step.Error?.GetType().Name;

    private static string? Text(object? output) => output switch
    {
        null => null,
        T value => $"{TKind.ToNumber(value)}",
        IReadOnlyDictionary<string, T> values => $"[{string.Join(',', values.Values.Select(TKind.ToNumber))}]",
        IReadOnlyList<string> names => $"[{string.Join(',', names)}]",
        IReadOnlyList<T> values => $"[{string.Join(',', values.Select(TKind.ToNumber))}]",
        _ => output.ToString(),
    };
}
