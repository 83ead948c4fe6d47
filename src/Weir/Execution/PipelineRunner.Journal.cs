namespace Weir;

/// <summary>The runs of pipelines that are kept in a store.</summary>
internal sealed partial class PipelineRunner<TIn, TOut>
{
    private RunJournal Journal => field ??= new(executor.Options.Store, Definition);

    private RunDefinition Definition => new(pipeline.Name, pipeline.DefinitionHash, pipeline.Durability, IsWorkflow: false, pipeline.Steps);

    /// <summary>Goes on with a run that was paused or broken off.</summary>
    public async ValueTask<Run<TOut>> ResumeAsync(
        string runId, IReadOnlyList<PauseAnswer> answers, RunOptions? options, CancellationToken cancellationToken)
    {
        var lease = await Journal.LeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        await using (lease.ConfigureAwait(RunQueue.IsHere))
        {
            var kept = await Journal.ReadAsync(runId, answers, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            var input = (TIn)kept.Recall.ToValue(kept.Started.Input, typeof(TIn))!;
            return await RunAsync(runId, input, options, kept, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    private async ValueTask<TOut> InvokeJournaledAsync(TIn input, CancellationToken cancellationToken)
    {
        if (pipeline.MayPause)
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
        var lease = await Journal.LeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        await using (lease.ConfigureAwait(RunQueue.IsHere))
        {
            return await RunAsync(runId, input, options, kept: null, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    private async ValueTask<Run<TOut>> RunAsync(string runId, TIn input, RunOptions? options, KeptRun? kept, CancellationToken cancellationToken)
    {
        var frame = Rent(executor.Enter());
        frame.Begin(cancellationToken);
        frame.Scope.Id = runId;
        EventStream events;
        try
        {
            events = await Journal.BeginAsync(frame.Scope, options?.Progress, (input, typeof(TIn)), kept).ConfigureAwait(RunQueue.IsHere);
        }
        catch
        {
            frame.Release();
            executor.Exit();
            throw;
        }

        frame.BeginJournaled(events, kept?.Recall);
        frame.Register.Write(input, reuse: false);
        return await frame.StartForRun(executor.Runs.Current).ConfigureAwait(RunQueue.IsHere);
    }
}
