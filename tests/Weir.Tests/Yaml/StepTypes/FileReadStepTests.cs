using System.Diagnostics;
using System.Text;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.StepTypes;

[Collection(nameof(Programs))]
public sealed class FileReadStepTests : IDisposable
{
    private readonly StepTypeCall _call = new StepTypeCall().Allow(PermissionKind.Read, "data");

    public void Dispose() => _call.Dispose();

    [Theory]
    [InlineData("text", "{\"a\": 1}")]
    [InlineData("json", null)]
    [InlineData("yaml", null)]
    public async Task Read_OfAFile_GivesItsContent(string form, string? expected)
    {
        Write("{\"a\": 1}");
        var value = await _call.GiveAsync(new FileReadStep(), ("path", "data/x"), ("as", form));
        Assert.True(StepValues.AreEqual(expected ?? StepValues.Parse("{\"a\":1}"), value));
    }

    [Fact]
    public async Task Read_WithoutAs_GivesTheTextWithoutAByteOrderMark()
    {
        _call.Folder.Write("flow/data/x", "");
        await File.WriteAllTextAsync(_call.Below("data", "x"), "ünï\r\n", new UTF8Encoding(true), Some.Token);
        Assert.Equal("ünï\r\n", await _call.GiveAsync(new FileReadStep(), ("path", "data/x")));
    }

    [Theory]
    [InlineData("json", "{\n  \"ü\": 1,\n  \"ä\": ü}", "data/x:3:8: The file is no JSON: ")]
    [InlineData("json", "", "data/x:1:1: The file is no JSON: ")]
    [InlineData("json", "[1,\n", "data/x:2:1: The file is no JSON: ")]
    [InlineData("json", "[1e999]", "data/x: The file is no JSON: A number is too large")]
    [InlineData("yaml", "a: 1\nb: [", "data/x:2:5: ")]
    [InlineData("yaml", "a: 1\na: 2", "data/x:2:1: ")]
    public async Task Read_OfABrokenFile_NamesThePlace(string form, string content, string message)
    {
        Write(content);
        var error = await _call.FailAsync(new FileReadStep(), ("path", "data/x"), ("as", form));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("yaml")]
    public async Task Read_OfAFileThatIsNotUtf8_NamesThePlace(string form)
    {
        _call.Folder.Write("flow/data/x", "");
        await File.WriteAllBytesAsync(_call.Below("data", "x"), [.. "ü\nab"u8, 0xFF, (byte)'c'], Some.Token);
        Assert.StartsWith("data/x:2:3: ", await _call.FailAsync(new FileReadStep(), ("path", "data/x"), ("as", form)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfAFileOfTheGreatestSize_GivesIt()
    {
        Write("12345678");
        Assert.Equal("12345678", await _call.GiveAsync(new FileReadStep(8), ("path", "data/x")));
        Assert.Equal(
            "The file 'data/x' has more than 7 bytes, which is as much as file.read reads; split it, or read it by a program.",
            await _call.FailAsync(new FileReadStep(7), ("path", "data/x")));
    }

    [Fact]
    public async Task Read_OfAFileWithoutAnEnd_StopsAtTheLimit()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no /dev/zero.");
        _call.Allow(PermissionKind.Read, "/dev/zero");
        Assert.Contains("more than 100000 bytes", await _call.FailAsync(new FileReadStep(100_000), ("path", "/dev/zero")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfAPipeThatNobodyWritesTo_CanBeCancelled()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "There is no mkfifo.");
        Directory.CreateDirectory(_call.Below("data"));
        var pipe = _call.Below("data", "x");
        using (var made = Process.Start("/usr/bin/mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(Some.Token);
        }

        using var stop = new CancellationTokenSource();
        var reading = _call.RunAsync(new FileReadStep(), stop.Token, ("path", "data/x"));
        await stop.CancelAsync();
        using var run = await reading;
        run.ShouldBeCancelled();

        // Whoever reads it still, on a thread that was left behind, is given an end.
        await using var writer = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite), Some.Token);
    }

    [Fact]
    public async Task Read_OfWhatIsNotThere_NamesIt()
    {
        Directory.CreateDirectory(_call.Below("data", "folder"));
        Assert.StartsWith("The file 'data/none' cannot be read: ", await _call.FailAsync(new FileReadStep(), ("path", "data/none")), StringComparison.Ordinal);
        Assert.StartsWith("The file 'data/folder' cannot be read: ", await _call.FailAsync(new FileReadStep(), ("path", "data/folder")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("data/../secret")]
    [InlineData("data/link/secret")]
    [InlineData("data/file")]
    public async Task Read_OutOfWhatIsPermitted_IsRefused(string path)
    {
        _call.Folder.Write("flow/secret", "hidden");
        _call.Folder.Write("flow/data/x", "");
        Directory.CreateSymbolicLink(_call.Below("data", "link"), "..");
        File.CreateSymbolicLink(_call.Below("data", "file"), "../secret");
        using var run = await _call.RunAsync(new FileReadStep(), ("path", path));
        Assert.IsType<PermissionDeniedException>(run.Error);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("0x1F", 31L)]
    [InlineData("0o17", 15L)]
    [InlineData("-12", -12L)]
    [InlineData("1.0", 1.0)]
    [InlineData("1e3", 1000.0)]
    [InlineData("-.inf", double.NegativeInfinity)]
    [InlineData(".nan", double.NaN)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    [InlineData("-9223372036854775809", -9223372036854775808.0)]
    [InlineData("0xFFFFFFFFFFFFFFFF", 18446744073709551615.0)]
    [InlineData("0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 22300745198530623141535718272648361505980416.0)]
    [InlineData("0o7777777777777777777777777777777777777777777777777", 178405961588244985132285746181186892047843328.0)]
    [InlineData("yes", "yes")]
    [InlineData("True", true)]
    [InlineData("~", null)]
    [InlineData("'1'", "1")]
    [InlineData("!!float 5", 5.0)]
    [InlineData("1979-05-27", "1979-05-27")]
    public async Task Read_OfYaml_FollowsTheCoreSchema(string yaml, object? expected)
    {
        Write($"value: {yaml}\n");
        var map = await _call.GiveMapAsync(new FileReadStep(), ("path", "data/x"), ("as", "yaml"));
        Assert.Equal(expected, map["value"]);
        Assert.Equal(expected?.GetType(), map["value"]?.GetType());
    }

    [Fact]
    public async Task Read_OfYamlWithAnchors_RepeatsThemInOrder()
    {
        Write("b: &x [1, {c: d}]\na: *x\n");
        var map = await _call.GiveMapAsync(new FileReadStep(), ("path", "data/x"), ("as", "yaml"));
        Assert.Equal("""{"b":[1,{"c":"d"}],"a":[1,{"c":"d"}]}""", StepValues.ToJson(map));
    }

    [Fact]
    public void OutputOf_IsTextUnlessItIsReadAsSomething()
    {
        Assert.Equal(ValueShape.Text, new FileReadStep().OutputOf(new HashSet<string> { "path" }));
        Assert.Equal(ValueShape.Any, new FileReadStep().OutputOf(new HashSet<string> { "path", "as" }));
    }

    private void Write(string content) => _call.Folder.Write("flow/data/x", content);
}
