using System.Diagnostics;

namespace Weir.Cli.Commands.Proving;

/// <summary>
/// This command once more, in a process whose code is optimized by profile, as that of every program is that does not say otherwise. The tool itself goes without, because its short
/// commands start faster so; what is measured should not.
/// </summary>
internal static class ProfiledProcess
{
    private const string Variable = "DOTNET_TieredPGO";

    /// <summary>Whether this process goes without, and nobody asked for that.</summary>
    public static bool IsNeeded =>
        Environment.GetEnvironmentVariable(Variable) is null && AppContext.TryGetSwitch("System.Runtime.TieredPGO", out var isOn) && !isOn && Environment.ProcessPath is not null;

    /// <summary>Runs the command there; gives its exit code. Null: it was cancelled, and did not say so.</summary>
    public static async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        var host = Environment.ProcessPath!;
        var line = Environment.GetCommandLineArgs();
        var start = new ProcessStartInfo(host) { UseShellExecute = false };

        // Under the name of dotnet the first argument is the program itself.
        foreach (var argument in Path.GetFileNameWithoutExtension(host) == "dotnet" ? line : line[1..])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Variable] = "1";
        using var leash = Leash.Make(start.Environment);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{host}' could not be started.");
        leash.DisposeLocalCopyOfClientHandle();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await leash.DisposeAsync();
            return await EndAsync(process) ? ExitCode.Cancelled : null;
        }

        return process.ExitCode;
    }

    /// <summary>A Ctrl-C has reached it, too, or the leash has told it, and it ends by itself: true. What does not is made to.</summary>
    private static async Task<bool> EndAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
            return true;
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return false;
        }
    }
}
