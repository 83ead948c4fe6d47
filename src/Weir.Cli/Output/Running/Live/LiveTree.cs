using System.Globalization;
using Spectre.Console;

namespace Weir.Cli.Output.Running.Live;

/// <summary>
/// Draws a run as a tree of stages and steps that is never higher than the screen: stages that are over are one line, and of a stage
/// with too many steps those are shown that run, failed, or come next.
/// </summary>
/// <param name="mask">Hides secrets.</param>
/// <param name="maxAttempts">How many attempts steps have, by name.</param>
/// <param name="glyphs">The signs.</param>
internal sealed class LiveTree(Func<string, string> mask, IReadOnlyDictionary<string, int> maxAttempts, Glyphs glyphs)
{
    /// <summary>Draws the run as it stands.</summary>
    /// <param name="run">The run.</param>
    /// <param name="now">The time.</param>
    /// <param name="height">How many lines there may be; at least 3 are taken.</param>
    public TextLines Draw(ObservedRun run, DateTimeOffset now, int height)
    {
        var lines = new TextLines(mask);
        var stages = run.Stages.Select(static stage => (Stage: stage, Counts: stage.Count())).ToArray();
        DrawHead(lines, run, stages, run.Ended ?? now);
        var room = Math.Max(3, height) - 1;
        if (stages.Length > room / 2)
        {
            room -= 2;
            var active = stages.Where(static one => one.Counts.IsActive).Take(room).ToArray();
            DrawOver(lines, [.. stages.Where(static one => one.Counts.IsOver)]);
            DrawStages(lines, active, room, now);
            DrawRest(lines, stages.Count(static one => !one.Counts.IsOver) - active.Length, "stage");
        }
        else
        {
            DrawStages(lines, stages, room, now);
        }

        return lines;
    }

    private static void DrawHead(TextLines lines, ObservedRun run, (ObservedStage, StageCounts Counts)[] stages, DateTimeOffset now)
    {
        var (ended, all) = (stages.Sum(static stage => stage.Counts.Ended), stages.Sum(static stage => stage.Counts.Steps));
        lines.Line().Add(run.Name, Styles.Title).Add($"  {(run.Status is { } status ? Shown.Word(status) : "running")}");
        lines.Add($"  {Shown.Number(ended)}/{Shown.Count(all, "step")}  {Shown.Time(now - (run.Started ?? now))}", Styles.Faint);
    }

    private void DrawOver(TextLines lines, (ObservedStage, StageCounts Counts)[] over)
    {
        var failed = over.Count(static one => one.Counts.Failed > 0);
        if (over.Length > 0)
        {
            lines.Line().Add($"{glyphs.Rest} {Shown.Count(over.Length, "stage")} over", Styles.Faint);
            lines.Add(failed > 0 ? $"  {Shown.Number(failed)} failed" : "", Styles.Bad);
        }
    }

    private void DrawRest(TextLines lines, int more, string noun)
    {
        if (more > 0)
        {
            lines.Line().Add($"{glyphs.Rest} {Shown.Count(more, noun)} more", Styles.Faint);
        }
    }

    /// <summary>Stages, of which those that are active share the room for steps.</summary>
    private void DrawStages(TextLines lines, (ObservedStage Stage, StageCounts Counts)[] stages, int room, DateTimeOffset now)
    {
        room -= stages.Length;
        var active = stages.Count(static one => one.Counts.IsActive);
        foreach (var (stage, counts) in stages)
        {
            DrawStage(lines, stage, counts, now);
            if (counts.IsActive)
            {
                room -= DrawSteps(lines, stage, room / active--, now);
            }
        }
    }

    private void DrawStage(TextLines lines, ObservedStage stage, StageCounts counts, DateTimeOffset now)
    {
        var (glyph, style) = SignOf(counts, now);
        lines.Line().Add(glyph + " ", style).Add(stage.Name).Add($"  {Shown.Number(counts.Ended)}/{Shown.Number(counts.Steps)}", Styles.Faint);
        if (counts.Failed > 0)
        {
            lines.Add($"  {Shown.Number(counts.Failed)} failed", Styles.Bad);
        }

        if (counts.First is { } first)
        {
            lines.Add($"  {Shown.Time((counts.IsOver ? counts.Last ?? first : now) - first)}", Styles.Faint);
        }
    }

    private (string, Style) SignOf(StageCounts counts, DateTimeOffset now)
    {
        StepStatus? worst = counts switch
        {
            { Failed: > 0 } => StepStatus.Failed,
            { Unfinished: > 0 } => StepStatus.Skipped,
            { IsOver: true } => StepStatus.Completed,
            _ => null,
        };
        return counts.IsActive ? (glyphs.Turning(now), Styles.Active) : (glyphs.Of(worst), Glyphs.StyleOf(worst));
    }

    private int DrawSteps(TextLines lines, ObservedStage stage, int room, DateTimeOffset now)
    {
        if (room <= 0)
        {
            return 0;
        }

        var shown = stage.Steps.Count <= room ? stage.Steps : MostTelling(stage.Steps, room - 1);
        foreach (var step in shown)
        {
            DrawStep(lines, step, now);
        }

        if (shown.Count == stage.Steps.Count)
        {
            return shown.Count;
        }

        lines.Line().Add($"  {glyphs.Rest} {Shown.Number(stage.Steps.Count - shown.Count)} more", Styles.Faint);
        return shown.Count + 1;
    }

    /// <summary>Those that run, then those that failed, then those to come; in the order of declaration.</summary>
    private static List<ObservedStep> MostTelling(IReadOnlyList<ObservedStep> steps, int room)
    {
        var byRank = new List<int>[] { [], [], [], [] };
        for (var i = 0; i < steps.Count; i++)
        {
            var rank = byRank[RankOf(steps[i])];
            if (rank.Count < room)
            {
                rank.Add(i);
            }
        }

        return [.. byRank.SelectMany(static rank => rank).Take(room).Order().Select(i => steps[i])];
    }

    private static int RankOf(ObservedStep step) => step switch
    {
        { IsRunning: true } => 0,
        { Status: StepStatus.Failed } => 1,
        { Status: null } => 2,
        _ => 3,
    };

    private void DrawStep(TextLines lines, ObservedStep step, DateTimeOffset now)
    {
        var (glyph, style) = step.IsRunning ? (glyphs.Turning(now), Styles.Active) : (glyphs.Of(step.Status), Glyphs.StyleOf(step.Status));
        lines.Line().Add($"  {glyph} ", style).Add(step.Name);
        foreach (var (text, tone) in Progress(step, now))
        {
            lines.Add($"  {text}", tone);
        }

        if (step.IsRunning || step.Duration > TimeSpan.Zero)
        {
            lines.Add($"  {Shown.Time(step.IsRunning ? now - step.Started!.Value : step.Duration)}", Styles.Faint);
        }

        if (step is { Status: not StepStatus.Completed, Remark: { } remark })
        {
            lines.Add($"  {Shown.OneLine(remark)}", style);
        }
    }

    private IEnumerable<(string Text, Style Tone)> Progress(ObservedStep step, DateTimeOffset now)
    {
        if (step.ItemsStarted > 0)
        {
            yield return ($"{Shown.Number(step.ItemsEnded)}/{Shown.Count(step.ItemsStarted, "item")}", Styles.Plain);
        }

        if (step.ItemsFailed > 0)
        {
            yield return ($"{Shown.Number(step.ItemsFailed)} failed", Styles.Bad);
        }

        if (step.ItemRetries > 0)
        {
            yield return (step.ItemRetries == 1 ? "1 retry" : $"{Shown.Number(step.ItemRetries)} retries", Styles.Warning);
        }

        if (step.Chunks > 0)
        {
            yield return (Shown.Count(step.Chunks, "chunk"), Styles.Plain);
        }

        if (step is { Attempt: > 1, ItemsStarted: 0 })
        {
            yield return (AttemptOf(step), Styles.Warning);
        }

        if (step.Until is { } until)
        {
            yield return ($"failed, again in {Shown.Time(until - now)}", Styles.Warning);
        }
    }

    private string AttemptOf(ObservedStep step) => maxAttempts.TryGetValue(step.Name, out var max)
        ? string.Create(CultureInfo.InvariantCulture, $"attempt {step.Attempt}/{max}")
        : string.Create(CultureInfo.InvariantCulture, $"attempt {step.Attempt}");
}
