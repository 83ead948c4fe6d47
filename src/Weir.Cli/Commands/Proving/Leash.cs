using System.IO.Pipes;

namespace Weir.Cli.Commands.Proving;

/// <summary>
/// Ends the process that measures when the one that started it has ended, however that came about: it holds one end of a pipe, and the system closes that with it.
/// </summary>
internal static class Leash
{
    private const string Variable = "WEIR_PROVE_LEASH";

    // For what does not end when it is told to; who started it kills it before that, if it can.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>The end that the process which starts another keeps.</summary>
    /// <param name="environment">The environment of that other process.</param>
    public static AnonymousPipeServerStream Make(IDictionary<string, string?> environment)
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        environment[Variable] = pipe.GetClientHandleAsString();
        return pipe;
    }

    /// <summary>Cancels when the other end is let go. Does nothing in a process that has none.</summary>
    public static void Watch(CancellationTokenSource stop)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } handle)
        {
            return;
        }

        // Programs that steps start are not held by it.
        Environment.SetEnvironmentVariable(Variable, null);
        var pipe = new AnonymousPipeClientStream(PipeDirection.In, handle);
        new Thread(() =>
        {
            _ = pipe.ReadByte();
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ends anyway.
            }

            using var ended = new ManualResetEventSlim();
            ended.Wait(Grace);
            Environment.Exit(ExitCode.Cancelled);
        }) { IsBackground = true, Name = "weir leash" }.Start();
    }
}
