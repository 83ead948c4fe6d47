namespace Weir;

/// <summary>The runs of pipelines that are kept in a store, and those that have hooks.</summary>
internal sealed partial class PipelineRunner<TIn, TOut>
{
    private RunJournal Journal => field ??= new(_executor.Options.Store, Definition);

    private RunDefinition Definition => new(pipeline.Name, pipeline.DefinitionHash, pipeline.Durability, IsWorkflow: false, pipeline.Steps);

    /// <summary>Goes on with a run that was paused or broken off.</summary>
    public async ValueTask<Run<TOut>> ResumeAsync(
        string runId, IReadOnlyList<PauseAnswer> answers, RunOptions? options, CancellationToken cancellationToken)
    {
        if (!isMetered && options is { Budget: not null })
        {
            return await Metered.ResumeAsync(runId, answers, options, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }

        RequireBudgets(options?.Budget);
        var lease = await Journal.LeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        await using (lease.ConfigureAwait(RunQueue.IsHere))
        {
            var kept = await Journal.ReadAsync(runId, answers, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            var input = (TIn)kept.Recall.ToValue(kept.Started.Input, typeof(TIn))!;
            return await RunAsync(runId, input, options, kept, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    private async ValueTask<TOut> InvokeObservedAsync(TIn input, CancellationToken cancellationToken)
    {
        RequireBudgets(null);
        if (MayPause)
        {
            throw new InvalidOperationException($"The pipeline '{pipeline.Name}' may pause; run it with RunAsync, whose run can be resumed.");
        }

        using var run = await RunObservedAsync(input, null, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        var failure = run.Failure;
        failure?.Throw();
        return run.Output;
    }

    private ValueTask<Run<TOut>> RunObservedAsync(TIn input, RunOptions? options, CancellationToken cancellationToken) =>
        pipeline.IsJournaled ? RunJournaledAsync(input, options, cancellationToken) : RunHookedAsync(input, options, cancellationToken);

    private async ValueTask<Run<TOut>> RunJournaledAsync(TIn input, RunOptions? options, CancellationToken cancellationToken)
    {
        var runId = options?.Id ?? _executor.Ids.Next();
        var lease = await Journal.LeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        await using (lease.ConfigureAwait(RunQueue.IsHere))
        {
            return await RunAsync(runId, input, options, kept: null, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    private async ValueTask<Run<TOut>> RunAsync(string runId, TIn input, RunOptions? options, KeptRun? kept, CancellationToken cancellationToken)
    {
        var frame = Begin(runId, cancellationToken);
        try
        {
            var events = await Journal.BeginAsync(frame.Scope, options?.Progress, (input, typeof(TIn)), kept).ConfigureAwait(RunQueue.IsHere);
            await BeginAsync(frame, events, kept?.Recall, options).ConfigureAwait(RunQueue.IsHere);
        }
        catch
        {
            LetGo(frame);
            throw;
        }

        frame.Register.Write(input, reuse: false);
        return await frame.StartForRun(_executor.Runs.Current).ConfigureAwait(RunQueue.IsHere);
    }

    /// <summary>A run that is not kept, and has hooks.</summary>
    private async ValueTask<Run<TOut>> RunHookedAsync(TIn input, RunOptions? options, CancellationToken cancellationToken)
    {
        var frame = Begin(options?.Id, cancellationToken);
        try
        {
            var events = new EventStream(frame.Scope, options?.Progress, journal: null);
            events.PostRunStarted(pipeline.Name);
            await BeginAsync(frame, events, recall: null, options).ConfigureAwait(RunQueue.IsHere);
        }
        catch
        {
            LetGo(frame);
            throw;
        }

        frame.Register.Write(input, reuse: false);
        return await frame.StartForRun(_executor.Runs.Current).ConfigureAwait(RunQueue.IsHere);
    }

    private RootFrame<TOut> Begin(string? runId, CancellationToken cancellationToken)
    {
        var frame = Rent(_executor.Enter());
        frame.Begin(cancellationToken);
        if (runId is not null)
        {
            frame.Scope.Id = runId;
        }

        return frame;
    }

    /// <summary>Hands out the first events, and waits for the hooks before the run.</summary>
    private async ValueTask BeginAsync(RootFrame<TOut> frame, EventStream events, Recall? recall, RunOptions? options)
    {
        if (isMetered)
        {
            frame.BeginBudget(options?.Budget, pipeline.Budget, pipeline.Name);
        }

        frame.Scope.Services = options?.Services;
        events.Deliver();
        var hooks = RunHooks.Of(_executor.Options, options, frame.Scope, events, pipeline.Name);
        var abort = hooks is null ? null : await hooks.BeforeRunAsync(frame.Stop.Token, isResumed: recall is not null).ConfigureAwait(RunQueue.IsHere);
        frame.BeginObserved(events, recall, hooks, abort);
    }

    private void LetGo(RootFrame<TOut> frame)
    {
        frame.Release();
        _executor.Exit();
    }
}
