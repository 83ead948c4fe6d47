using System.Text;

namespace Weir.Tests.Options;

public sealed class OptimizationOptionsFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_OfAFile_GivesItsOptions()
    {
        var options = OptimizationOptionsFile.Read("""
            {
              "$schema": "optimizations.schema.json",
              "version": 1,
              "allowRuntimeChanges": false,
              "pooling": { "reason": "80 % of the time is allocation", "maxObjects": 1000, "cleanupThreshold": 0.8 },
              "concurrency": { "maxConcurrent": null, "queueTimeout": "1.5s" },
              "caching": { "enabled": false, "version": "2", "maxBytes": 5000000000 }
            }
            """);
        Assert.Equal(
            new OptimizationOptions
            {
                AllowRuntimeChanges = false,
                Pooling = new() { Reason = "80 % of the time is allocation", MaxObjects = 1_000, CleanupThreshold = 0.8 },
                Concurrency = new() { QueueTimeout = TimeSpan.FromSeconds(1.5) },
                Caching = new() { Enabled = false, Version = "2", MaxBytes = 5_000_000_000 },
            },
            options);
    }

    [Theory]
    [InlineData("", "1:1: error WEIR4001: This is no JSON: ")]
    [InlineData("[]", "1:1: error WEIR4001: The file holds a list; it must hold an object, such as { \"version\": 1 }.")]
    [InlineData("{\n  \"version\": 1,\n  ä}", "3:3: error WEIR4001: This is no JSON: ")]
    [InlineData("{\"version\":1} x", "1:15: error WEIR4001: ")]
    [InlineData("{\"version\":1,\"\\ud800\":1}", "1:1: error WEIR4001: The file holds a text that is no Unicode")]
    [InlineData("{}", "1:1: error WEIR4002: The file has no version; write \"version\": 1.")]
    [InlineData("{ \"version\": 2, \"x\": 1 }", "1:14: error WEIR4002: The file has the version 2; this version of Weir reads 1.")]
    [InlineData("{ \"version\": \"1\" }", "1:14: error WEIR4002: The file has the version \"1\"; this version of Weir reads 1.")]
    [InlineData("{\"version\":1,\n \"poling\": {}}", "2:2: error WEIR4003: There is no option \"poling\"; did you mean 'pooling'?")]
    [InlineData("{\"version\":1,\"pooling\":{\n\n  \"maxObject\":1}}", "3:3: error WEIR4003: pooling has no option \"maxObject\"; did you mean 'maxObjects'?")]
    [InlineData("{\"version\":1,\"pooling\":{\"reason\":\"ä\"},\"zzzzzzzzz\":1}", "1:39: error WEIR4003: There is no option \"zzzzzzzzz\".")]
    [InlineData("{\"version\":1,\"circuitBreaking\":{\"key\":\"a\"}}", "1:33: error WEIR4003: circuitBreaking.key is code, which no file can hold; leave it out.")]
    [InlineData("{\"version\":1,\"version\":1}", "1:14: error WEIR4004: \"version\" stands here for the second time, first on line 1; leave one of them out.")]
    [InlineData("{\"version\":1,\"pooling\":{},\n\"pooling\":{}}", "2:1: error WEIR4004: \"pooling\" stands here for the second time, first on line 1; leave one of them out.")]
    [InlineData("{\"version\":1,\"fusion\":{\"minSteps\":3,\"minSteps\":3}}", "1:37: error WEIR4004: \"fusion.minSteps\" stands here for the second time")]
    [InlineData("{\"version\":1,\"pooling\":true}", "1:24: error WEIR4005: pooling is true; it must be an object, such as { \"enabled\": true }.")]
    [InlineData("{\"version\":1,\"fusion\":{\"minSteps\":\"3\"}}", "1:35: error WEIR4005: fusion.minSteps is \"3\"; it must be a whole number between 2 and 1000.")]
    [InlineData("{\"version\":1,\"fusion\":{\"minSteps\":2.5}}", "1:35: error WEIR4005: fusion.minSteps is 2.5; it must be a whole number between 2 and 1000.")]
    [InlineData("{\"version\":1,\"fusion\":{\"minSteps\":null}}", "1:35: error WEIR4005: fusion.minSteps is null; it must be a whole number between 2 and 1000.")]
    [InlineData("{\"version\":1,\"fusion\":{\"enabled\":1}}", "1:34: error WEIR4005: fusion.enabled is 1; it must be true or false.")]
    [InlineData("{\"version\":1,\"fusion\":{\"reason\":[1,[2]]}}", "1:33: error WEIR4005: fusion.reason is a list; it must be a text or null.")]
    [InlineData("{\"version\":1,\"hedging\":{\"delay\":5}}", "1:33: error WEIR4005: hedging.delay is 5; it must be a duration between 1ms and 24h, as text such as \"200ms\", \"1.5s\", \"5m\" or \"2h\".")]
    [InlineData("{\"version\":1,\"hedging\":{\"delay\":\"-5s\"}}", "1:33: error WEIR4005: hedging.delay is \"-5s\"; ")]
    [InlineData("{\"version\":1,\"allowRuntimeChanges\":null}", "1:36: error WEIR4005: allowRuntimeChanges is null; it must be true or false.")]
    [InlineData("{\"version\":1,\"fusion\":{\"minSteps\":1}}", "1:35: error WEIR4006: fusion.minSteps is 1; it must be a whole number between 2 and 1000.")]
    [InlineData("{\"version\":1,\"pooling\":{\"cleanupThreshold\":1e999}}", "1:44: error WEIR4006: pooling.cleanupThreshold is 1e999; it must be a number between 0 and 1.")]
    [InlineData("{\"version\":1,\"hedging\":{\"delay\":\"25h\"}}", "1:33: error WEIR4006: hedging.delay is \"25h\"; it must be a duration between 1ms and 24h, ")]
    [InlineData("{\"version\":1,\"memory\":{}}", "1:14: error WEIR4007: 'memory' comes with a later layer, and nothing in this version of Weir would read it; leave it out.")]
    [InlineData("{\"version\":1,\"telemetry\":{\"batchSize\":20000}}", "1:39: error WEIR4008: telemetry.batchSize is 20000 and telemetry.queueLength is 10000: ")]
    [InlineData("{\"version\":1,\"telemetry\":{\"queueLength\":100}}", "1:41: error WEIR4008: telemetry.batchSize is 400 and telemetry.queueLength is 100: ")]
    [InlineData("{\"version\":1,\"caching\":{\"maxBytes\":1024,\"maxEntries\":2000}}", "1:54: error WEIR4008: caching.maxEntries is 2000 and caching.maxBytes is 1024: ")]
    public void Read_OfAMistake_SaysWhereItIsAndWhatWouldBeRight(string json, string expected)
    {
        var error = Assert.Throws<OptionsFileException>(() => OptimizationOptionsFile.Read(json, "my.json"));
        Assert.StartsWith("my.json:" + expected, error.Message, StringComparison.Ordinal);
        Assert.Equal("my.json", error.Path);
        Assert.Equal(error.Problems[0].ToString(), error.Message.Split('\n')[0]["my.json:".Length..]);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("monitoring")]
    [InlineData("errorHandling")]
    [InlineData("automatic")]
    public void Read_OfALaterLayer_SaysSo(string name)
    {
        var error = Assert.Throws<OptionsFileException>(() => OptimizationOptionsFile.Read($$"""{"version":1,"{{name}}":{"x":1} }"""));
        Assert.Equal("WEIR4007", Assert.Single(error.Problems).Code);
    }

    [Fact]
    public void Read_OfManyMistakes_TellsAllInTheOrderOfTheFile()
    {
        var error = Assert.Throws<OptionsFileException>(() => OptimizationOptionsFile.Read("""
            {
              "pooling": { "maxObjects": 0, "colour": "red" },
              "monitoring": {},
              "version": 1,
              "hedging": { "delay": "soon", "maxCalls": 2, "maxCalls": 2 }
            }
            """));
        Assert.Equal(
            [(2, 30, "WEIR4006"), (2, 33, "WEIR4003"), (3, 3, "WEIR4007"), (5, 25, "WEIR4005"), (5, 48, "WEIR4004")],
            error.Problems.Select(static one => (one.Line, one.Column, one.Code)));
    }

    [Fact]
    public void Read_OfVeryManyMistakes_TellsTheFirst500()
    {
        var error = Assert.Throws<OptionsFileException>(() => OptimizationOptionsFile.Read($"{{\"version\":1{string.Concat(Enumerable.Range(0, 5_000).Select(static number => $",\n\"x{number}\":1"))}}}"));
        Assert.Equal(Enumerable.Range(2, 500), error.Problems.Select(static one => one.Line));
    }

    [Fact]
    public void Read_OfATextThatIsLongAndOdd_ShowsItShortAndOnOneLine()
    {
        var error = Assert.Throws<OptionsFileException>(() => OptimizationOptionsFile.Read($$"""{"version":1,"a\n{{new string('x', 5_000)}}":1}"""));
        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(error.Message.Length, 1, 200);
    }

    [Fact]
    public async Task ReadAsync_OfAFileInUtf8_ReadsItWithAndWithoutAMark()
    {
        const string Json = """{"version":1,"pooling":{"reason":"größer"}}""";
        foreach (var mark in (byte[][])[[], [.. Encoding.UTF8.Preamble]])
        {
            await File.WriteAllBytesAsync(_file, [.. mark, .. Encoding.UTF8.GetBytes(Json)], Some.Token);
            var options = await OptimizationOptionsFile.ReadAsync(_file, Some.Token);
            Assert.Equal("größer", options.Pooling!.Reason);
        }
    }

    [Fact]
    public async Task ReadAsync_OfAnotherEncoding_IsRefused()
    {
        await File.WriteAllBytesAsync(_file, Encoding.Latin1.GetBytes("""{"version":1,"pooling":{"reason":"größer"}}"""), Some.Token);
        var error = await Assert.ThrowsAsync<OptionsFileException>(() => OptimizationOptionsFile.ReadAsync(_file, Some.Token));
        Assert.StartsWith($"{_file}:1:1: error WEIR4001: The file holds a text that is no Unicode", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_OfAFileThatIsTooLong_IsRefused()
    {
        await File.WriteAllTextAsync(_file, """{"version":1}""" + new string(' ', OptimizationOptionsFile.MaxBytes), Some.Token);
        var error = await Assert.ThrowsAsync<OptionsFileException>(() => OptimizationOptionsFile.ReadAsync(_file, Some.Token));
        Assert.Contains("WEIR4001: The file is longer than 1048576 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_WhenItIsCancelled_GivesUp()
    {
        await File.WriteAllTextAsync(_file, """{"version":1}""", Some.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OptimizationOptionsFile.ReadAsync(_file, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Read_OfDeepLists_IsRefused()
    {
        var error = Assert.Throws<OptionsFileException>(() => OptimizationOptionsFile.Read("{\"version\":1,\"x\":" + new string('[', 100_000)));
        Assert.Equal("WEIR4001", Assert.Single(error.Problems).Code);
    }

    [Fact]
    public void ToJson_OfCode_IsRefusedByName()
    {
        var error = Assert.Throws<NotSupportedException>(() => OptimizationOptionsFile.ToJson(new() { CircuitBreaking = new() { Counts = static _ => true } }));
        Assert.StartsWith("circuitBreaking.counts is code, which a file cannot hold; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_WritesEveryValueOfTheLayersThatThereAre() =>
        Assert.Equal(
            """
            {
              "version": 1,
              "allowRuntimeChanges": true,
              "hedging": {
                "enabled": true,
                "reason": "a “slow” tail",
                "delay": "800ms",
                "maxCalls": 2
              }
            }

            """,
            OptimizationOptionsFile.ToJson(new() { AllowRuntimeChanges = true, Hedging = new() { Reason = "a “slow” tail", Delay = TimeSpan.FromMilliseconds(800) } }));
}
