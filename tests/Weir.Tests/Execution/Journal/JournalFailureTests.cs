using System.Runtime.InteropServices;
using Weir.Tests.Workflows;

namespace Weir.Tests.Execution.Journal;

/// <summary>Journals that cannot be written or read, seen from the runs in them: refused by a sentence with the place, and nothing lost.</summary>
public sealed partial class JournalFailureTests : IDisposable
{
    private readonly JournalFile _journal = new();

    public void Dispose() => _journal.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_WhoseDiskIsFull_FailsWithTheFileAndGoesOnWhenThereIsSpace(bool isWorkflow)
    {
        var calls = new List<string>();
        await using var store = await FileRunStore.OpenAsync(_journal.Path, Some.Token);
        await using var executor = new Executor(new ExecutorOptions { Store = store, MaxParallel = 1 });
        var full = 2000L;
        store.File.BeforeWrite = (handle, bytes, offset) =>
        {
            if (offset + bytes.Length > full)
            {
                RandomAccess.Write(handle, bytes.Span[..(int)Math.Max(0, full - offset)], offset);
                throw new IOException("No space left on device");
            }
        };
        using var broken = await RunAsync(executor, calls, isWorkflow);
        Assert.Equal((RunStatus.Failed, $"The journal '{_journal.Path}' cannot be written: No space left on device"), (broken.Status, broken.Error?.Message));
        var kept = await store.ReadAsync("r", 0, Some.Token).OfType<StepEnded>().Where(static one => one.IsKept).CountAsync(Some.Token);
        Assert.Equal(kept + 1, calls.Count);
        full = long.MaxValue;
        using var run = await ResumeAsync(executor, calls, isWorkflow);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(21, calls.Count);
        Assert.Equal(20, calls.Distinct().Count());
    }

    [Fact]
    public async Task Run_WhoseDiskIsFullAtItsStart_IsRefusedAndCanBeBegunAgain()
    {
        await using var store = await FileRunStore.OpenAsync(_journal.Path, Some.Token);
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        store.File.BeforeWrite = static (_, _, _) => throw new IOException("No space left on device");
        var error = await Assert.ThrowsAsync<IOException>(async () => await RunAsync(executor, [], isWorkflow: true));
        Assert.Equal($"The journal '{_journal.Path}' cannot be written: No space left on device", error.Message);
        store.File.BeforeWrite = null;
        using var run = await RunAsync(executor, [], isWorkflow: true);
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    [Fact]
    public async Task Open_OfAReadOnlyJournal_IsRefusedWithItsPathAndChangesNothing()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("A file is made read-only by the permissions of Unix here.");
            return;
        }

        await WriteAsync();
        var before = await File.ReadAllBytesAsync(_journal.Path, Some.Token);
        File.SetUnixFileMode(_journal.Path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(Path.GetDirectoryName(_journal.Path)!, (UnixFileMode)Convert.ToInt32("755", 8));
        var error = AsNobody(() => FileRunStore.OpenAsync(_journal.Path, Some.Token).AsTask());
        Assert.Equal(
            $"The journal '{_journal.Path}' cannot be opened for writing; make it and its folder writable for this user, or name another file.",
            Assert.IsType<UnauthorizedAccessException>(error).Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(_journal.Path, Some.Token));
    }

    [Fact]
    public async Task Open_OfAFolder_IsRefusedWithItsPath()
    {
        var folder = Path.GetDirectoryName(_journal.Path)!;
        var error = await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await FileRunStore.OpenAsync(folder, Some.Token));
        Assert.StartsWith($"The journal '{folder}' cannot be opened for writing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":7", "This event has the schema version 7; this version of Weir reads 1.")]
    [InlineData("\"type\":\"stepEnded\"", "\"type\":\"stepDreamt\"", "This event cannot be read: the type 'stepDreamt' is unknown; this journal may be from a newer version of Weir")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"splendid\"", "This event cannot be read: 'splendid' is no status")]
    [InlineData("{\"v\"", "<\"v\"", "'<' is an invalid start of a value.")]
    public async Task Open_OfAJournalDamagedInTheMiddle_NamesTheLineAndLosesNothing(string text, string damage, string message)
    {
        await WriteAsync();
        var lines = await File.ReadAllLinesAsync(_journal.Path, Some.Token);
        Assert.Contains(text, lines[3], StringComparison.Ordinal);
        var whole = lines[3];
        lines[3] = whole.Replace(text, damage, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(_journal.Path, lines, Some.Token);
        var before = await File.ReadAllBytesAsync(_journal.Path, Some.Token);
        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await FileRunStore.OpenAsync(_journal.Path, Some.Token));
        Assert.StartsWith($"{_journal.Path}:4: {message}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("There are events behind it, so this is no torn end; nothing was changed.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_journal.Path, Some.Token));

        // Whoever mends the line has the run back.
        lines[3] = whole;
        await File.WriteAllLinesAsync(_journal.Path, lines, Some.Token);
        await using var store = await FileRunStore.OpenAsync(_journal.Path, Some.Token);
        Assert.Equal(RunStatus.Completed, (await store.ListAsync(new RunFilter(), Some.Token)).Runs[0].Status);
    }

    [Fact]
    public async Task Resume_OfAJournalOfAnotherDefinition_IsRefusedAndChangesNothing()
    {
        var order = new WorkflowPauseTests.OrderWorkflow(WorkflowPauseTests.Durability);
        await using (var store = await FileRunStore.OpenAsync(_journal.Path, Some.Token))
        {
            await using var executor = new Executor(new ExecutorOptions { Store = store });
            using var paused = await executor.RunAsync(order.Workflow, new RunOptions { Id = "r" }, Some.Token);
        }

        var before = await File.ReadAllTextAsync(_journal.Path, Some.Token);
        await using (var store = await FileRunStore.OpenAsync(_journal.Path, Some.Token))
        {
            await using var executor = new Executor(new ExecutorOptions { Store = store });
            var other = new WorkflowPauseTests.OrderWorkflow(WorkflowPauseTests.Durability, report: "note").Workflow;
            var error = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(other, "r", cancellationToken: Some.Token));
            Assert.Contains("began with another definition of 'order'", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllTextAsync(_journal.Path, Some.Token));
    }

    /// <summary>Calls as a user without rights, as far as files are concerned; root could read and write anything.</summary>
    private static Exception? AsNobody(Func<Task> call)
    {
        Exception? error = null;
        var thread = new Thread(() =>
        {
            if (Environment.IsPrivilegedProcess)
            {
                // Of this thread only, which ends.
                _ = SetFileUser(65534);
            }

            error = Record.Exception(() => call().GetAwaiter().GetResult());
        });
        thread.Start();
        thread.Join();
        return error;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileUser(uint user);

    private async Task WriteAsync()
    {
        await using var store = await FileRunStore.OpenAsync(_journal.Path, Some.Token);
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        using var run = await RunAsync(executor, [], isWorkflow: true);
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    private static async Task<Run> RunAsync(Executor executor, List<string> calls, bool isWorkflow) => isWorkflow
        ? await executor.RunAsync(Steps(calls), new RunOptions { Id = "r" }, Some.Token)
        : await executor.RunAsync(Line(calls), 1, new RunOptions { Id = "r" }, Some.Token);

    private static async Task<Run> ResumeAsync(Executor executor, List<string> calls, bool isWorkflow) => isWorkflow
        ? await executor.ResumeAsync(Steps(calls), "r", cancellationToken: Some.Token)
        : await executor.ResumeAsync(Line(calls), "r", cancellationToken: Some.Token);

    private static Pipeline<int, int> Line(List<string> calls) => Enumerable.Range(0, 20)
        .Aggregate(Pipeline.Create<int>("p"), (all, i) => all.Then($"n{i}", (int x, StepContext context) => Note(calls, context, x)))
        .Durable(new DurabilityOptions()).Build();

    private static Workflow Steps(List<string> calls)
    {
        var builder = Workflow.Create("w").Durable(new DurabilityOptions());
        var stage = builder.AddStage("s");
        for (var i = 0; i < 20; i++)
        {
            stage.AddStep($"n{i}", context => Note(calls, context, 1));
        }

        return builder.Build();
    }

    private static ValueTask<int> Note(List<string> calls, StepContext context, int value)
    {
        lock (calls)
        {
            calls.Add(context.Path);
        }

        return new ValueTask<int>(value);
    }
}
