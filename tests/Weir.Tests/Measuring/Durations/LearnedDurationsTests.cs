namespace Weir.Tests.Measuring.Durations;

public sealed class LearnedDurationsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weir").FullName;

    private string File => Path.Combine(_folder, "durations.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Learn_FirstTakesTheMeanAndThenTheLaterRunsMore()
    {
        var learned = new LearnedDurations();
        double[] lessons = [10, 20, 30, 40, 50];
        foreach (var lesson in lessons)
        {
            learned.Learn("w", [("a", lesson)]);
        }

        Assert.True(learned.TryGet("w", "a", out var mean));
        Assert.Equal(new LearnedDuration(TimeSpan.FromMilliseconds(30), 5), mean);
        learned.Learn("w", [("a", 130)]);
        Assert.True(learned.TryGet("w", "a", out mean));
        Assert.Equal(new LearnedDuration(TimeSpan.FromMilliseconds(50), 6), mean);
        Assert.False(learned.TryGet("w", "b", out _));
        Assert.False(learned.TryGet("x", "a", out _));
        Assert.Equal(1, learned.Count);
    }

    [Fact]
    public void VersionOf_ChangesWithWhatIsMaterialOnly()
    {
        var learned = new LearnedDurations();
        Assert.Equal(0, learned.VersionOf("w"));
        learned.Learn("w", [("a", 100), ("b", 0.01)]);
        Assert.Equal(1, learned.VersionOf("w"));

        // A quarter of a long one, a millisecond of a short one.
        learned.Learn("w", [("a", 140), ("b", 1.5)]);
        Assert.Equal(1, learned.VersionOf("w"));
        Assert.Equal([100, 0.01], learned.Read("w", ["a", "b"]).Durations);
        learned.Learn("w", [("a", 200)]);
        Assert.Equal(2, learned.VersionOf("w"));
        Assert.Equal(146.667, learned.Read("w", ["a"]).Durations[0]!.Value, 3);
        learned.Learn("w", [("c", 1)]);
        Assert.Equal(3, learned.VersionOf("w"));
        Assert.Equal(0, learned.VersionOf("other"));
        Assert.Equal([null, 1.0], learned.Read("w", ["d", "c"]).Durations);
    }

    [Fact]
    public void Learn_BeyondWhatItHolds_ForgetsTheWorkflowThatRanLongestAgo()
    {
        var learned = new LearnedDurations();
        learned.Learn("old", Steps(10));
        learned.Learn("older", Steps(10));
        learned.Learn("old", Steps(10));
        learned.Learn("big", Steps(LearnedDurations.MaxSteps - 15));
        Assert.Equal(LearnedDurations.MaxSteps - 5, learned.Count);
        Assert.True(learned.TryGet("old", "s0", out _));
        Assert.False(learned.TryGet("older", "s0", out _));
        learned.Learn("too big", Steps(LearnedDurations.MaxSteps + 1));
        Assert.Equal(LearnedDurations.MaxSteps - 5, learned.Count);
        Assert.False(learned.TryGet("too big", "s0", out _));
    }

    [Fact]
    public async Task SaveAsync_AndOpen_KeepWhatIsKnown()
    {
        var learned = LearnedDurations.Open(File);
        Assert.Equal((null, 0), (learned.Warning, learned.Count));
        learned.Learn("w", [("a/b", 12.5), ("é \"", 3)]);
        learned.Learn("w", [("a/b", 13.5)]);
        learned.Learn("v", [("a", 1)]);
        await learned.SaveAsync(Some.Token);
        Assert.Equal("""{"version":1,"workflows":{"w":{"a/b":{"ms":13,"count":2},"\u00E9 \u0022":{"ms":3,"count":1}},"v":{"a":{"ms":1,"count":1}}}}""", System.IO.File.ReadAllText(File));
        var again = LearnedDurations.Open(File);
        Assert.Equal((null, 3), (again.Warning, again.Count));
        Assert.True(again.TryGet("w", "a/b", out var duration));
        Assert.Equal(new LearnedDuration(TimeSpan.FromMilliseconds(13), 2), duration);
        Assert.Equal(1, again.VersionOf("w"));
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task SaveAsync_WithNothingNew_WritesNothing()
    {
        var learned = LearnedDurations.Open(File);
        await learned.SaveAsync(Some.Token);
        Assert.Empty(Directory.GetFiles(_folder));
        learned.Learn("w", [("a", 1)]);
        await learned.SaveAsync(Some.Token);
        System.IO.File.Delete(File);
        await learned.SaveAsync(Some.Token);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task SaveAsync_ThatIsCancelled_LeavesTheOldFileAndIsDoneTheNextTime()
    {
        var learned = LearnedDurations.Open(File);
        learned.Learn("w", [("a", 1)]);
        await learned.SaveAsync(Some.Token);
        var before = System.IO.File.ReadAllText(File);
        learned.Learn("w", [("b", 1)]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => learned.SaveAsync(new CancellationToken(canceled: true)));
        Assert.Equal(before, System.IO.File.ReadAllText(File));
        Assert.Equal([File], Directory.GetFiles(_folder));
        await learned.SaveAsync(Some.Token);
        Assert.Equal(2, LearnedDurations.Open(File).Count);
    }

    [Fact]
    public async Task SaveAsync_WithoutAFile_IsRefused()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new LearnedDurations().SaveAsync(Some.Token));
        Assert.Equal("These durations have no file; make them with LearnedDurations.Open.", error.Message);
    }

    [Theory]
    [InlineData("", "The input does not contain any JSON tokens")]
    [InlineData("{\"version\":1,\"workflows\":{\"w\":{\"a\":{\"ms\":1", "")]
    [InlineData("[]", "it is no file of learned durations.")]
    [InlineData("{}", "it is no file of learned durations.")]
    [InlineData("{\"version\":\"1\",\"workflows\":{}}", "it is no file of learned durations.")]
    [InlineData("{\"version\":2,\"workflows\":{}}", "it has the version 2, and this version of Weir reads 1.")]
    [InlineData("{\"version\":1,\"workflows\":{\"w\":{\"a\":7}}}", "it is no file of learned durations.")]
    [InlineData("{\"version\":1,\"workflows\":{\"w\":{\"a\":{\"ms\":-1,\"count\":1}}}}", "the step 'a' of 'w' has a duration of -1 ms by 1 runs.")]
    [InlineData("{\"version\":1,\"workflows\":{\"w\":{\"a\":{\"ms\":1e999,\"count\":1}}}}", "the step 'a' of 'w' has a duration of")]
    [InlineData("{\"version\":1,\"workflows\":{\"w\":{\"a\":{\"ms\":1,\"count\":0}}}}", "the step 'a' of 'w' has a duration of 1 ms by 0 runs.")]
    [InlineData("{\"version\":1,\"workflows\":{\"w\":{\"a\":{\"ms\":1,\"count\":1.5}}}}", "the step 'a' of 'w' has a duration of 1 ms by 0 runs.")]
    public async Task Open_OfADamagedFile_IgnoresItWithAWarningAndWritesItAnew(string content, string why)
    {
        System.IO.File.WriteAllText(File, content);
        var learned = LearnedDurations.Open(File);
        Assert.Equal(0, learned.Count);
        Assert.StartsWith($"The learned durations in '{File}' are ignored, and written anew when they are saved: {why}", learned.Warning, StringComparison.Ordinal);
        learned.Learn("w", [("a", 1)]);
        await learned.SaveAsync(Some.Token);
        Assert.Equal((null, 1), (LearnedDurations.Open(File).Warning, LearnedDurations.Open(File).Count));
    }

    [Fact]
    public void Open_OfAFileThatIsTooLong_IgnoresIt()
    {
        using (var stream = System.IO.File.Create(File))
        {
            stream.SetLength(17 * 1024 * 1024);
        }

        Assert.EndsWith("it has 17825792 bytes, and 16777216 are the most.", LearnedDurations.Open(File).Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfARandomlyDamagedFile_NeverThrows()
    {
        const string Whole = """{"version":1,"workflows":{"w":{"a":{"ms":12.5,"count":2},"b":{"ms":3,"count":1}}}}""";
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var text = Whole.ToCharArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                text[random.Next(text.Length)] = (char)random.Next(32, 127);
            }

            System.IO.File.WriteAllText(File, new string(text[..random.Next(text.Length / 2, text.Length + 1)]));
            var learned = LearnedDurations.Open(File);
            Assert.True(learned.Warning is null || learned.Count == 0);
        }
    }

    [Fact]
    public void Open_WithoutAPath_IsRefused() => Assert.Throws<ArgumentException>(static () => LearnedDurations.Open(""));

    [Fact(Timeout = 60_000)]
    public async Task Learn_AndSave_FromManyThreads_LoseNothing()
    {
        var learned = LearnedDurations.Open(File);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    learned.Learn("shared", [("s", 2), ($"s{worker}", i)]);
                    _ = learned.Read($"w{worker}", ["s"]);
                    if (i % 10 == 0)
                    {
                        await learned.SaveAsync(Some.Token);
                    }
                }
            },
            Some.Token)));
        await learned.SaveAsync(Some.Token);
        var read = LearnedDurations.Open(File);
        Assert.Equal((null, 9), (read.Warning, read.Count));
        Assert.True(read.TryGet("shared", "s", out var duration));
        Assert.Equal(new LearnedDuration(TimeSpan.FromMilliseconds(2), 400), duration);
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    private static (string, double)[] Steps(int count) => [.. Enumerable.Range(0, count).Select(static i => ($"s{i}", 1.0))];
}
