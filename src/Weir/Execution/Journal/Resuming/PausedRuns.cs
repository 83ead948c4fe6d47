using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Finds in a store what waits for answers.</summary>
public static class PausedRuns
{
    extension(IRunStore store)
    {
        /// <summary>The runs that wait for answers, those that began last first. The events of each are read.</summary>
        /// <param name="name">The pipeline or workflow whose runs are wanted; default null, any.</param>
        /// <param name="cancellationToken">Cancels reading.</param>
        /// <returns>The runs, with the pauses that have no answer.</returns>
        public IAsyncEnumerable<PausedRun> ListPausedAsync(string? name = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(store);
            return ListAsync(store, name, cancellationToken);
        }

        /// <summary>What a run waits for.</summary>
        /// <param name="runId">The run.</param>
        /// <param name="cancellationToken">Cancels reading.</param>
        /// <returns>The pauses that have no answer, in the order in which they were asked; none where there is no such run, or it has ended.</returns>
        public ValueTask<IReadOnlyList<RunPaused>> ReadPausesAsync(string runId, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(store);
            return ReadAsync(store, Require.Text(runId), cancellationToken);
        }
    }

    private static async IAsyncEnumerable<PausedRun> ListAsync(IRunStore store, string? name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new RunFilter { Name = name, Status = RunStatus.Paused };
        do
        {
            var page = await store.ListAsync(filter, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            foreach (var run in page.Runs)
            {
                yield return new PausedRun(run, await ReadAsync(store, run.RunId, cancellationToken).ConfigureAwait(RunQueue.IsHere));
            }

            filter = filter with { After = page.Next };
        }
        while (filter.After is not null);
    }

    private static async ValueTask<IReadOnlyList<RunPaused>> ReadAsync(IRunStore store, string runId, CancellationToken cancellationToken)
    {
        var pauses = new OrderedDictionary<string, RunPaused>(StringComparer.Ordinal);
        await foreach (var one in store.ReadAsync(runId, 0, cancellationToken).ConfigureAwait(RunQueue.IsHere))
        {
            switch (one)
            {
                case RunPaused pause:
                    pauses[pause.Path] = pause;
                    break;
                case AnswerGiven answer:
                    pauses.Remove(answer.Path);
                    break;
                case RunEnded { Status: RunStatus.Completed or RunStatus.Failed }:
                    pauses.Clear();
                    break;
            }
        }

        return [.. pauses.Values];
    }
}
