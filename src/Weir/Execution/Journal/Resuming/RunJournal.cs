namespace Weir;

/// <summary>The runs of one definition in a store: how they are taken, begun and gone on with.</summary>
internal sealed class RunJournal(IRunStore store, RunDefinition definition)
{
    /// <exception cref="RunConflictException">Somebody has the run.</exception>
    public async ValueTask<IAsyncDisposable> LeaseAsync(string runId, CancellationToken cancellationToken) =>
        await store.TryLeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere)
            ?? throw new RunConflictException($"The run '{runId}' is under way already.");

    /// <summary>Reads a run that is to go on, with answers to its pauses.</summary>
    /// <exception cref="RunResumeException">It cannot go on like this.</exception>
    public async ValueTask<KeptRun> ReadAsync(string runId, IReadOnlyList<PauseAnswer> answers, CancellationToken cancellationToken)
    {
        var kept = await KeptRun.ReadAsync(store, runId, definition, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        kept.Require();
        kept.Accept(answers);
        return kept;
    }

    /// <summary>Writes the beginning of a run, or that it goes on; when it is in the store the steps may start.</summary>
    /// <param name="scope">The run.</param>
    /// <param name="observer">Who is told; null: nobody.</param>
    /// <param name="input">What it takes, and the declared type of that.</param>
    /// <param name="kept">What is known from before; null: it is new.</param>
    public async ValueTask<EventStream> BeginAsync(RunScope scope, IProgress<RunEvent>? observer, (object? Value, Type Type) input, KeptRun? kept)
    {
        var last = kept?.Last ?? -1;
        var events = new EventStream(scope, observer, new JournalWriter(store, scope.Id, definition.Codecs, last), last + 1);
        if (kept is null)
        {
            events.PostRunStarted(definition, input.Value, input.Type);
        }
        else
        {
            events.PostRunResumed();
            foreach (var answer in kept.Answers)
            {
                events.PostAnswer(answer.Path, answer.Value, answer.Type);
            }
        }

        await events.KeepAsync().ConfigureAwait(RunQueue.IsHere);
        events.Deliver();
        return events;
    }
}
