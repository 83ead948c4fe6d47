using System.Diagnostics;
using System.Text;

namespace Weir.Yaml.StepTypes;

/// <summary>What a program left behind.</summary>
internal sealed record ChildResult(int ExitCode, BoundedOutput Output, BoundedOutput Errors);

/// <summary>Runs a program to its end, or ends it with all that it started.</summary>
internal static class ChildProcess
{
    // A program that it leaves running in the background (a build server, for one) may hold its output open for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="start">What to start; its three streams are redirected.</param>
    /// <param name="input">What it can read.</param>
    /// <param name="maxBytes">How much of each output is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Kills it, and its children, and waits until it is gone.</param>
    public static async Task<ChildResult> RunAsync(ProcessStartInfo start, string input, int maxBytes, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Process.Start(start)!;
        using var stop = new CancellationTokenSource();
        var result = (Output: new BoundedOutput(maxBytes), Errors: new BoundedOutput(maxBytes));
        var streams = Task.WhenAll(
            result.Output.ReadAsync(process.StandardOutput.BaseStream, stop.Token),
            result.Errors.ReadAsync(process.StandardError.BaseStream, stop.Token),
            WriteAsync(process.StandardInput.BaseStream, input, stop.Token));
        try
        {
            var wasKilled = await WaitOrKillAsync(process, cancellationToken).ConfigureAwait(false);

            // Once it was killed, the end of its output tells that its children are gone as well; there is nothing left to call off.
            await EndAsync(streams, stop, time, wasKilled ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
            return wasKilled ? throw new OperationCanceledException(cancellationToken) : new ChildResult(process.ExitCode, result.Output, result.Errors);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await streams.ConfigureAwait(false);
        }
    }

    private static async Task<bool> WaitOrKillAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Waits for the rest of the output, which is there at once unless a child in the background holds it open.</summary>
    private static async Task EndAsync(Task streams, CancellationTokenSource stop, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = time.CreateTimer(static stop => ((CancellationTokenSource)stop!).Cancel(), stop, Patience, Timeout.InfiniteTimeSpan);
        using var registration = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), stop);
        await streams.ConfigureAwait(false);
    }

    private static async Task WriteAsync(Stream stream, string input, CancellationToken stop)
    {
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(input), stop).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // A program need not read what it is given; one that does not is no failure.
            return;
        }
    }
}
