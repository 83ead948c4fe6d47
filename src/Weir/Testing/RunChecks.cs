namespace Weir.Testing;

/// <summary>What a test says that a run should be. A check that fails throws a <see cref="WeirAssertionException"/> that shows every step of the run.</summary>
public static class RunChecks
{
    /// <summary>The run completed.</summary>
    /// <typeparam name="TRun">The type of the run.</typeparam>
    /// <param name="run">The run.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WeirAssertionException">It did not.</exception>
    public static TRun ShouldSucceed<TRun>(this TRun run)
        where TRun : Run
    {
        RequireStatus(run, RunStatus.Completed, "succeed");
        return run;
    }

    /// <summary>The run was cancelled.</summary>
    /// <typeparam name="TRun">The type of the run.</typeparam>
    /// <param name="run">The run.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WeirAssertionException">It was not.</exception>
    public static TRun ShouldBeCancelled<TRun>(this TRun run)
        where TRun : Run
    {
        RequireStatus(run, RunStatus.Cancelled, "be cancelled");
        return run;
    }

    /// <summary>The run failed.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The result of the first step that failed, in the order of declaration; of a composite, that of the first step inside it that failed.</returns>
    /// <exception cref="WeirAssertionException">It did not.</exception>
    public static StepResult ShouldFail(this Run run)
    {
        RequireStatus(run, RunStatus.Failed, "fail");
        var steps = run.Steps;
        StepResult? failed = null;
        while (steps.FirstOrDefault(static step => step.Status == StepStatus.Failed) is { } inner)
        {
            failed = inner;
            steps = inner.Steps;
        }

        return failed ?? throw Wrong(run, $"The run '{run.Name}' failed, but none of its steps did.");
    }

    /// <summary>The result of one step, wherever it stands.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The path of the step, with the name of the run in front or without it.</param>
    /// <returns>The result.</returns>
    /// <exception cref="WeirAssertionException">There is no such step.</exception>
    public static StepResult Step(this Run run, string path)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(path);
        var full = $"{run.Name}/{path}";
        return All(run).FirstOrDefault(step => step.Path == path || step.Path == full)
            ?? throw Wrong(run, $"The run '{run.Name}' has no step '{path}'{NearestName.Hint(path, All(run).Select(step => Short(run, step)))}");
    }

    /// <summary>These steps ran, in this order; others may have run before, between and after them.</summary>
    /// <typeparam name="TRun">The type of the run.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="steps">Names or paths; paths with the name of the run in front or without it.</param>
    /// <returns>The run.</returns>
    /// <remarks>
    /// The order is that of the results: of declaration, turns and items, with what is inside a step behind it. Which of two parallel steps was first is not
    /// part of a result; <see cref="RunOptions.Progress"/> tells.
    /// </remarks>
    /// <exception cref="WeirAssertionException">One of them did not run, or not in this order.</exception>
    public static TRun ShouldHaveRun<TRun>(this TRun run, params ReadOnlySpan<string> steps)
        where TRun : Run
    {
        ArgumentNullException.ThrowIfNull(run);
        var ran = All(run).Where(static step => step.Attempts > 0).ToList();
        var from = 0;
        var last = "";
        foreach (var name in steps)
        {
            var at = ran.FindIndex(from, step => IsCalled(run, step, name));
            if (at < 0)
            {
                throw Wrong(run, ran.Exists(step => IsCalled(run, step, name))
                    ? $"The step '{name}' of the run '{run.Name}' ran before '{last}', not after it."
                    : $"The step '{name}' of the run '{run.Name}' did not run{NearestName.Hint(name, ran.Select(static step => step.Name).Where(other => other != name))}");
            }

            from = at + 1;
            last = name;
        }

        return run;
    }

    /// <summary>These steps did not run: they were skipped, cancelled before their start, or there are none.</summary>
    /// <typeparam name="TRun">The type of the run.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="steps">Names or paths; paths with the name of the run in front or without it.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WeirAssertionException">One of them ran.</exception>
    public static TRun ShouldNotHaveRun<TRun>(this TRun run, params ReadOnlySpan<string> steps)
        where TRun : Run
    {
        ArgumentNullException.ThrowIfNull(run);
        foreach (var name in steps)
        {
            if (All(run).Any(step => step.Attempts > 0 && IsCalled(run, step, name)))
            {
                throw Wrong(run, $"The step '{name}' of the run '{run.Name}' was not to run, but did.");
            }
        }

        return run;
    }

    /// <summary>The run gave this output.</summary>
    /// <typeparam name="TOut">What the pipeline gives.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="expected">The value, compared by its default equality.</param>
    /// <returns>The run.</returns>
    /// <exception cref="WeirAssertionException">It did not complete, or gave something else.</exception>
    public static Run<TOut> ShouldGive<TOut>(this Run<TOut> run, TOut expected)
    {
        run.ShouldSucceed();
        return EqualityComparer<TOut>.Default.Equals(run.Output, expected)
            ? run
            : throw Wrong(run, $"The run '{run.Name}' was to give {RunText.Value(expected)}, but gave {RunText.Value(run.Output)}.");
    }

    private static bool IsCalled(Run run, StepResult step, string name) => step.Name == name || step.Path == name || Short(run, step) == name;

    private static string Short(Run run, StepResult step) =>
        step.Path.StartsWith($"{run.Name}/", StringComparison.Ordinal) ? step.Path[(run.Name.Length + 1)..] : step.Path;

    private static void RequireStatus(Run run, RunStatus status, string verb)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Status != status)
        {
            throw Wrong(run, $"The run '{run.Name}' was to {verb}, but {Ended(run)}");
        }
    }

    private static string Ended(Run run) => run.Status switch
    {
        RunStatus.Completed => "completed.",
        RunStatus.Failed => $"failed: {RunText.Line(run.Error?.Message ?? "")}",
        RunStatus.Cancelled => "was cancelled.",
        _ => "is paused.",
    };

    private static WeirAssertionException Wrong(Run run, string sentence) => new($"{sentence}\n\n{RunText.Of(run)}", run.Error);

    /// <summary>All steps, what is inside one behind it; pipelines may be nested deeper than a stack is high.</summary>
    private static IEnumerable<StepResult> All(Run run)
    {
        var open = new Stack<StepResult>(run.Steps.Reverse());
        while (open.TryPop(out var step))
        {
            yield return step;
            foreach (var inner in step.Steps.Reverse())
            {
                open.Push(inner);
            }
        }
    }
}
