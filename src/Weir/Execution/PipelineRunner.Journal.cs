namespace Weir;

/// <summary>The runs of pipelines that are kept in a store.</summary>
internal sealed partial class PipelineRunner<TIn, TOut>
{
    private IRunStore Store => executor.Options.Store;

    private CodecTable? Codecs => pipeline.Durability?.Codecs;

    /// <summary>Goes on with a run that was paused or broken off.</summary>
    public async ValueTask<Run<TOut>> ResumeAsync(
        string runId, IReadOnlyList<PauseAnswer> answers, RunOptions? options, CancellationToken cancellationToken)
    {
        if (!isMetered && options is { Budget: not null })
        {
            return await Metered.ResumeAsync(runId, answers, options, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }

        RequireBudgets(options?.Budget);
        var lease = await LeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        await using (lease.ConfigureAwait(RunQueue.IsHere))
        {
            var kept = await KeptRun.ReadAsync(Store, runId, Codecs, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            kept.Require(pipeline.Name, pipeline.DefinitionHash, pipeline.Durability?.Version);
            var given = kept.Check(answers, pipeline);
            var input = (TIn)kept.Recall.ToValue(kept.Started.Input, typeof(TIn))!;
            return await RunAsync(runId, input, options, kept, given, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    private async ValueTask<TOut> InvokeJournaledAsync(TIn input, CancellationToken cancellationToken)
    {
        RequireBudgets(null);
        if (MayPause)
        {
            throw new InvalidOperationException($"The pipeline '{pipeline.Name}' may pause; run it with RunAsync, whose run can be resumed.");
        }

        using var run = await RunJournaledAsync(input, null, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        var failure = run.Failure;
        failure?.Throw();
        return run.Output;
    }

    private async ValueTask<Run<TOut>> RunJournaledAsync(TIn input, RunOptions? options, CancellationToken cancellationToken)
    {
        var runId = options?.Id ?? executor.Ids.Next();
        var lease = await LeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        await using (lease.ConfigureAwait(RunQueue.IsHere))
        {
            return await RunAsync(runId, input, options, kept: null, [], cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    private async ValueTask<Run<TOut>> RunAsync(
        string runId, TIn input, RunOptions? options, KeptRun? kept, IReadOnlyList<CheckedAnswer> answers, CancellationToken cancellationToken)
    {
        var frame = Rent(executor.Enter());
        frame.Begin(cancellationToken);
        frame.Scope.Id = runId;
        var last = kept?.Last ?? -1;
        var events = new EventStream(frame.Scope, options?.Progress, new JournalWriter(Store, runId, Codecs, last), last + 1);
        try
        {
            if (isMetered)
            {
                frame.BeginBudget(options?.Budget, pipeline.Budget, pipeline.Name);
            }

            if (kept is null)
            {
                events.PostRunStarted(pipeline.Name, input, typeof(TIn), pipeline.DefinitionHash, pipeline.Durability?.Version);
            }
            else
            {
                events.PostRunResumed();
                foreach (var answer in answers)
                {
                    events.PostAnswer(answer.Path, answer.Value, answer.Type);
                }
            }

            await events.KeepAsync().ConfigureAwait(RunQueue.IsHere);
        }
        catch
        {
            frame.Release();
            executor.Exit();
            throw;
        }

        events.Deliver();
        frame.BeginJournaled(events, kept?.Recall);
        frame.Register.Write(input, reuse: false);
        return await frame.StartForRun(executor.Runs.Current).ConfigureAwait(RunQueue.IsHere);
    }

    private async ValueTask<IAsyncDisposable> LeaseAsync(string runId, CancellationToken cancellationToken) =>
        await Store.TryLeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere)
            ?? throw new RunConflictException($"The run '{runId}' is under way already.");
}
