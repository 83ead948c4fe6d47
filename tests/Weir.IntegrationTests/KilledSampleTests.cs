using System.Globalization;

namespace Weir.IntegrationTests;

/// <summary>The samples, run by <c>weir run --journal</c>, killed at random moments and resumed. <c>WEIR_KILLS</c> asks for more kills than the few of a usual run.</summary>
public sealed class KilledSampleTests : IDisposable
{
    private const int Files = 1000;

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("WEIR_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 5;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact(Timeout = 1_200_000)]
    public async Task ThousandFiles_KilledAtAnyMoment_IsCompleteAndKeepsEveryOutcomeOnce()
    {
        var random = new Random(20_261_121);
        var killed = 0;
        for (var round = 0; killed < Kills; round++)
        {
            var folder = Copy("thousand-files", round);
            killed += await KillUntilItEndsAsync(folder, random);
            CheckOutputs(folder);
            await CheckJournalAsync(Path.Combine(folder, "journal"));
        }
    }

    [Fact]
    public async Task Approval_Paused_IsResumedWithTheAnswer()
    {
        var folder = Copy("approval", 0);
        var paused = await Tool.WeirAsync(folder, "run", "approval.weir.yaml", "--journal", "journal");
        Assert.True(paused.ExitCode == 4, paused.Output + paused.Error);
        Assert.False(Directory.Exists(Path.Combine(folder, "out")));
        var resumed = await Tool.WeirAsync(folder, "resume", "journal", "--answer", "sign-off=yes");
        Assert.True(resumed.ExitCode == 0, resumed.Output + resumed.Error);
        Assert.Contains("Ms Alder", File.ReadAllText(Path.Combine(folder, "out", "letter.txt")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "out", "dropped.txt")));
        await CheckJournalAsync(Path.Combine(folder, "journal"));
    }

    private string Copy(string sample, int round)
    {
        var folder = _scratch.Below($"{sample}-{round}");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Tool.Root, "samples", "workflows", sample)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    /// <summary>One run, killed again and again, each time after somewhat longer; gives how often.</summary>
    private static async Task<int> KillUntilItEndsAsync(string folder, Random random)
    {
        var journal = Path.Combine(folder, "journal");
        for (var kills = 0; ; kills++)
        {
            if (await StatusAsync(journal) == RunStatus.Completed)
            {
                return kills;
            }

            // A kill before anything was kept leaves no journal, or an empty one: the run begins anew.
            string[] arguments = await HasRunAsync(journal) ? ["resume", "journal"] : ["run", "thousand-files.weir.yaml", "--journal", "journal"];
            if (await RunAsync(folder, arguments, TimeSpan.FromMilliseconds(random.Next(300, 1500) + (200 * kills))))
            {
                return kills;
            }
        }
    }

    /// <summary>Whether it ended; else it was killed.</summary>
    private static async Task<bool> RunAsync(string folder, string[] arguments, TimeSpan after)
    {
        using var process = Tool.Start("dotnet", folder, [Path.Combine(AppContext.BaseDirectory, "weir.dll"), .. arguments]);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(after);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            return false;
        }

        Assert.True(process.ExitCode == 0, await output + await error);
        return true;
    }

    private static async Task<bool> HasRunAsync(string journal)
    {
        if (!File.Exists(journal))
        {
            return false;
        }

        await using (var store = await FileRunStore.OpenAsync(journal, TestContext.Current.CancellationToken))
        {
            if ((await store.ListAsync(new RunFilter(), TestContext.Current.CancellationToken)).Runs.Count > 0)
            {
                return true;
            }
        }

        File.Delete(journal);
        return false;
    }

    private static async Task<RunStatus?> StatusAsync(string journal)
    {
        if (!File.Exists(journal))
        {
            return null;
        }

        await using var store = await FileRunStore.OpenAsync(journal, TestContext.Current.CancellationToken);
        var runs = await store.ListAsync(new RunFilter { Name = "thousand-files" }, TestContext.Current.CancellationToken);
        return runs.Runs.Count == 0 ? null : runs.Runs[0].Status;
    }

    private static void CheckOutputs(string folder)
    {
        var orders = Enumerable.Range(0, Files).Select(order => (Order: order, Total: order % 17 * 3)).ToList();
        var written = Directory.EnumerateFiles(Path.Combine(folder, "out", "orders"), "*.json").ToDictionary(static file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);
        Assert.Equal(Files, written.Count);
        Assert.All(orders, order => Assert.Equal($$"""{"order":{{order.Order}},"total":{{order.Total}}}""", Compact(written[$"{order.Order}.json"])));
        Assert.Equal(
            $"[{string.Join(',', orders.Where(static order => order.Total > 45).Select(static order => order.Order))}]",
            Compact(File.ReadAllText(Path.Combine(folder, "out", "large-orders.json"))));
    }

    private static string Compact(string json) => string.Concat(json.Where(static letter => !char.IsWhiteSpace(letter)));

    /// <summary>No outcome that is kept stands in the journal twice.</summary>
    private static async Task CheckJournalAsync(string journal)
    {
        await using var store = await FileRunStore.OpenAsync(journal, TestContext.Current.CancellationToken);
        var runs = (await store.ListAsync(new RunFilter(), TestContext.Current.CancellationToken)).Runs.Where(static run => run.Status == RunStatus.Completed);
        var kept = new List<string>();
        await foreach (var one in store.ReadAsync(Assert.Single(runs).RunId, 0, TestContext.Current.CancellationToken))
        {
            if (one is StepEnded { IsKept: true } ended)
            {
                kept.Add(ended.Result.Path);
            }
        }

        Assert.NotEmpty(kept);
        Assert.DoesNotContain(kept.CountBy(static path => path), static count => count.Value > 1);
    }
}
