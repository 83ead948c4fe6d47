namespace Weir.Layers.Telemetry;

/// <summary>Makes spans out of the results of a run: that of the run first, and each before what is in it. What never started has none.</summary>
internal static class RunSpans
{
    public static List<TelemetrySpan> Of(SampledRun sampled, in RunOutcome run)
    {
        var root = new TelemetrySpan(sampled, run);
        var spans = new List<TelemetrySpan>(run.Steps.Count + 1) { root };

        // Not by recursion: pipelines may nest deeper than the stack.
        var open = new Stack<(StepResult Step, TelemetrySpan Parent)>(run.Steps.Count);
        Push(open, run.Steps, root);
        while (open.TryPop(out var next))
        {
            if (HasStarted(next.Step))
            {
                var span = new TelemetrySpan(next.Parent, next.Step);
                spans.Add(span);
                Push(open, next.Step.Steps, span);
            }
        }

        return spans;
    }

    /// <summary>The same where only times are known of the steps.</summary>
    public static TelemetrySpan[] OfTimes(SampledRun sampled, in RunOutcome run)
    {
        var root = new TelemetrySpan(sampled, run);
        var spans = new TelemetrySpan[run.Times!.Count + 1];
        spans[0] = root;
        var count = 1;
        foreach (var step in run.Times.Read())
        {
            spans[count++] = new TelemetrySpan(root, step);
        }

        return spans;
    }

    /// <summary>How many spans there would be.</summary>
    public static int Count(in RunOutcome run)
    {
        var count = 1 + (run.Times?.Count ?? 0);
        var open = new Stack<IReadOnlyList<StepResult>>([run.Steps]);
        while (open.TryPop(out var steps))
        {
            foreach (var step in steps.Where(HasStarted))
            {
                count++;
                if (step.InnerSteps is not null)
                {
                    open.Push(step.Steps);
                }
            }
        }

        return count;
    }

    // A layer may answer for a step, which then has an output and no attempt.
    private static bool HasStarted(StepResult step) => step.Attempts > 0 || step.Status is StepStatus.Completed or StepStatus.Failed;

    private static void Push(Stack<(StepResult Step, TelemetrySpan Parent)> open, IReadOnlyList<StepResult> steps, TelemetrySpan parent)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            open.Push((steps[i], parent));
        }
    }
}
