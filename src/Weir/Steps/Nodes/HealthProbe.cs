namespace Weir;

/// <summary>Runs health checks side by side.</summary>
internal static class HealthProbe
{
    public static async ValueTask<NodeHealth> RunAsync(
        IReadOnlyList<NodeHealthCheck> checks, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var running = checks.Select(check => CheckAsync(check, time, cancellationToken)).ToArray();
        return new NodeHealth(await Task.WhenAll(running).ConfigureAwait(false));
    }

    private static async Task<ComponentHealth> CheckAsync(NodeHealthCheck check, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(check.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HealthState state;
        string? reason = null;
        try
        {
            state = await AnswerAsync(check, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            state = HealthState.Unhealthy;
            reason = error is OperationCanceledException && timeout.IsCancellationRequested
                ? FormattableString.Invariant($"did not answer within {check.Timeout.TotalSeconds:0.###} s")
                : $"threw {error.GetType().Name}: {error.Message}";
        }

        return new ComponentHealth(check.Component, check.Critical, state, time.GetElapsedTime(started), reason);
    }

    private static async Task<HealthState> AnswerAsync(NodeHealthCheck check, CancellationToken token)
    {
        // On the pool, and not awaited past the token: a check that blocks must not hold up the others or its own time-out.
        var answer = Task.Run(async () => await check.Check(token).ConfigureAwait(false), CancellationToken.None);
        try
        {
            return await answer.WaitAsync(token).ConfigureAwait(false);
        }
        finally
        {
            // What an abandoned check throws later is nobody's; reading it keeps it from the unobserved exceptions.
            _ = answer.ContinueWith(
                static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
