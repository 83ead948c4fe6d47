using System.Diagnostics;
using System.Globalization;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.StepTypes;

/// <summary>Programs that do not want to end. Each test that starts one ends it, also when it fails.</summary>
[Collection(nameof(Programs))]
public sealed class ShellCancellationTests : IDisposable
{
    private readonly StepTypeCall _call = new StepTypeCall { Time = new ManualTime() }.Allow(PermissionKind.Shell, "sh").Allow(PermissionKind.Shell, "cat").Allow(PermissionKind.Shell, "yes");

    public ShellCancellationTests() => Programs.Need("sh");

    private string Ids => _call.Below("ids");

    public void Dispose()
    {
        foreach (var process in File.Exists(Ids) ? File.ReadAllLines(Ids).Select(Find).OfType<Process>() : [])
        {
            process.Kill();
            process.Dispose();
        }

        _call.Dispose();
    }

    [Fact]
    public async Task Cancel_OfAProgramThatIgnoresSignals_KillsItAndItsChildren()
    {
        // The shell, a child that ignores the signal as well, and a child of that one.
        const string Script = """
            trap '' TERM INT HUP
            echo $$ > new
            sh -c 'trap "" TERM INT HUP; echo $$ >> new; sleep 600 & echo $! >> new; mv new ids; wait'
            """;
        using var stop = new CancellationTokenSource();
        var running = RunAsync(Script, stop.Token);
        var ids = await IdsAsync();
        Assert.Equal(3, ids.Length);
        Assert.All(ids, static id => Assert.NotNull(Find(id)));
        await stop.CancelAsync();
        using var run = await running;
        run.ShouldBeCancelled();
        await GoneAsync(ids);
    }

    [Fact]
    public async Task Cancel_OfAProgramThatWritesWithoutEnd_KillsIt()
    {
        Programs.Need("yes");
        using var stop = new CancellationTokenSource();
        var running = _call.RunAsync(new ShellRunStep(), stop.Token, ("command", "yes"));
        await stop.CancelAsync();
        using var run = await running;
        run.ShouldBeCancelled();
    }

    [Fact]
    public async Task Cancel_AroundTheEnd_CompletesOrIsCancelledAndNothingElse()
    {
        Programs.Need("cat");
        for (var i = 0; i < 30; i++)
        {
            using var stop = new CancellationTokenSource();
            var running = _call.RunAsync(new ShellRunStep(), stop.Token, ("command", "cat"), ("stdin", "text"));
            await Task.Delay(TimeSpan.FromMilliseconds(i / 6.0), TimeProvider.System, Some.Token);
            await stop.CancelAsync();
            using var run = await running;
            Assert.True(run.Status is RunStatus.Completed or RunStatus.Cancelled, $"{run.Status}: {run.Error}");
        }
    }

    [Fact]
    public async Task Cancel_BeforeTheStart_StartsNothing()
    {
        var start = new ProcessStartInfo(ProgramPath.Find("sh", new StepAccess(_call.Below(), new PermissionSet()))!, ["-c", "echo > started"]) { WorkingDirectory = _call.Below() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChildProcess.RunAsync(start, "", 1, TimeProvider.System, new CancellationToken(true)));
        Assert.False(File.Exists(_call.Below("started")));
    }

    [Fact]
    public async Task Run_WithAChildInTheBackground_DoesNotWaitForIt()
    {
        var time = (ManualTime)_call.Time;
        var running = RunAsync("echo $$ > new; sleep 600 & echo $! >> new; mv new ids", Some.Token);

        // The program has ended; its child holds the output open.
        await time.WaitForTimersAsync(1, Some.Token);
        time.Advance(TimeSpan.FromSeconds(2));
        using var run = await running;
        var output = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(run.ShouldSucceed().Output);
        Assert.Equal(0L, output["exit-code"]);
    }

    [Fact]
    public async Task Cancel_WhileAChildInTheBackgroundHoldsTheOutput_Ends()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync("echo $$ > new; sleep 600 & echo $! >> new; mv new ids", stop.Token);
        await ((ManualTime)_call.Time).WaitForTimersAsync(1, Some.Token);
        await stop.CancelAsync();
        using var run = await running;
        Assert.Equal(2, (await IdsAsync()).Length);
    }

    private Task<Run<object?>> RunAsync(string script, CancellationToken cancellationToken) =>
        _call.RunAsync(new ShellRunStep(), cancellationToken, ("command", "sh"), ("args", new object?[] { "-c", script }));

    /// <summary>The processes, as soon as all have said who they are.</summary>
    private async Task<string[]> IdsAsync()
    {
        while (!File.Exists(Ids))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Some.Token);
        }

        return await File.ReadAllLinesAsync(Ids, Some.Token);
    }

    /// <summary>Waits until processes are gone: what was killed is gone when its parent, or that of orphans, has looked.</summary>
    private static async Task GoneAsync(string[] ids)
    {
        while (ids.Any(static id => Find(id) is not null))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Some.Token);
        }
    }

    /// <summary>A process that lives; one that only waits to be looked at does not.</summary>
    private static Process? Find(string id)
    {
        try
        {
            var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            var status = $"/proc/{process.Id}/status";
            return File.Exists(status) && File.ReadLines(status).Any(static line => line.StartsWith("State:\tZ", StringComparison.Ordinal)) ? null : process;
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return null;
        }
    }
}
