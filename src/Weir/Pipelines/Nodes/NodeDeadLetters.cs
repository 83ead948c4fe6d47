namespace Weir;

/// <summary>Puts aside what a node could not handle. Nothing that goes wrong here hides how the node failed.</summary>
internal sealed class NodeDeadLetters(Layer layer, NodeIdentity node)
{
    public async ValueTask PutAsync(DeadLetter letter, StepContext context)
    {
        // Read before the wait: who is left behind by a time-out has no context any more.
        var log = NodeLog.Of(context);
        var lost = await TryPutAsync(letter, context).ConfigureAwait(RunQueue.IsHere);
        NodeTelemetry.CountLetter(node, letter.Operation, isLost: lost is not null);
        if (lost is not null)
        {
            if (log is not null)
            {
                NodeLog.Lost(log, letter, lost);
            }

            return;
        }

        var (count, threshold) = (node.CountDeadLetter(), node.Options.DeadLetterQueue.AlertThreshold);
        if (count % threshold == 0)
        {
            NodeTelemetry.CountAlert(node, letter.Operation);
            if (log is not null)
            {
                NodeLog.Alert(log, node.Name, count, threshold);
            }
        }
    }

    /// <returns>Why it is lost; null: it is kept.</returns>
    private async ValueTask<string?> TryPutAsync(DeadLetter letter, StepContext context)
    {
        try
        {
            if ((node.DeadLetterSink ?? NodeServices.Find<IDeadLetterSink>(context)) is not { } sink)
            {
                return $"neither the node nor the services of the run have an {nameof(IDeadLetterSink)}.";
            }

            await sink.PutAsync(letter, context.CancellationToken).ConfigureAwait(RunQueue.IsHere);
            return null;
        }
        catch (Exception error)
        {
            layer.CountFault();
            return $"the sink threw {error.GetType().Name}.";
        }
    }
}
