namespace Weir.Cli.Output.Running;

/// <summary>The lines that events are worth in a log. Of a step with many items, the first ones and the first that fail have lines; then counts do, ever more rarely.</summary>
/// <param name="run">The run, to which each event was applied before it is asked for here.</param>
internal sealed class StepLines(ObservedRun run)
{
    private const int MaxItems = 20;

    public IEnumerable<string> Of(RunEvent one) => one switch
    {
        StepEnded ended => Of(ended),
        RunPaused paused => [Line(one, Short(paused.Path), "asks", paused.Prompt)],
        HookFailed failed => [Line(one, failed.Path is { } path ? Short(path) : run.Name, $"hook '{failed.Hook}' failed", failed.Error.Message)],
        _ => [],
    };

    private IEnumerable<string> Of(StepEnded ended)
    {
        var result = ended.Result;
        if (run.Find(result.Path, out var isItem) is not { } step)
        {
            yield break;
        }

        var count = step.ItemsEnded;
        if (!isItem || count <= MaxItems || (result.Status == StepStatus.Failed && step.ItemsFailed <= MaxItems))
        {
            yield return Line(ended, Short(result.Path), [.. Parts(result)]);
        }

        if (isItem && IsMilestone(count))
        {
            yield return Line(ended, Short(step.Path), $"{Shown.Count(count, "item")} ended");
        }
    }

    private static IEnumerable<string> Parts(StepResult result)
    {
        yield return Shown.Word(result.Status);
        if (result.Attempts > 0)
        {
            yield return Shown.Time(result.Duration);
        }

        if (result.Items is { } items)
        {
            yield return $"{Shown.Count(items.Started, "item")}{(items.Failed > 0 ? $", {Shown.Number(items.Failed)} failed" : "")}";
        }
        else if (result.Attempts > 1)
        {
            yield return $"({Shown.Count(result.Attempts, "attempt")})";
        }

        if ((Shown.Remark(result) ?? Shown.StandIn(result)) is { } remark)
        {
            yield return remark;
        }
    }

    // 100, 1,000, 10,000, …
    private static bool IsMilestone(int count)
    {
        while (count > 100 && count % 10 == 0)
        {
            count /= 10;
        }

        return count == 100;
    }

    private string Line(RunEvent one, string path, params string[] parts) =>
        $"{Shown.Seconds(one.Time - (run.Started ?? one.Time))}  {path}  {string.Join("  ", parts)}";

    // The name of the workflow begins the paths of its steps.
    private string Short(string path) => path.StartsWith(run.Name + "/", StringComparison.Ordinal) ? path[(run.Name.Length + 1)..] : path;
}
