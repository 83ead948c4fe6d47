using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.StepTypes;

public sealed class FileWriteStepTests : IDisposable
{
    private readonly StepTypeCall _call = new StepTypeCall().Allow(PermissionKind.Write, "out");

    public void Dispose() => _call.Dispose();

    [Fact]
    public async Task Write_OfText_GivesThePathAsGivenAndTheBytes()
    {
        var output = await _call.GiveMapAsync(new FileWriteStep(), ("path", "./out/deep/er/a.txt"), ("text", "ü\n"));
        Assert.Equal("""{"path":"./out/deep/er/a.txt","bytes":3}""", StepValues.ToJson(output));
        Assert.Equal("ü\n"u8.ToArray(), await File.ReadAllBytesAsync(_call.Below("out", "deep", "er", "a.txt"), Some.Token));
    }

    [Theory]
    [InlineData("""{"a":[1,"ü"]}""", "{\n  \"a\": [\n    1,\n    \"ü\"\n  ]\n}\n")]
    [InlineData("null", "null\n")]
    [InlineData("\"text\"", "\"text\"\n")]
    public async Task Write_OfJson_IsIndented(string json, string expected)
    {
        await _call.GiveAsync(new FileWriteStep(), ("path", "out/a.json"), ("json", StepValues.Parse(json)));
        Assert.Equal(expected, (await File.ReadAllTextAsync(_call.Below("out", "a.json"), Some.Token)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Write_OverAFile_ReplacesItAndKeepsItsMode()
    {
        var path = _call.Folder.Write("flow/out/a.txt", "a longer text");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await _call.GiveAsync(new FileWriteStep(), ("path", "out/a.txt"), ("text", ""));
        Assert.Equal("", await File.ReadAllTextAsync(path, Some.Token));
        Assert.Equal(["a.txt"], Files());
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute));
        }
    }

    [Fact]
    public async Task Write_WhereAFolderIs_FailsAndLeavesNothingBehind()
    {
        Directory.CreateDirectory(_call.Below("out", "a"));
        Assert.StartsWith("The file 'out/a' cannot be written: ", await _call.FailAsync(new FileWriteStep(), ("path", "out/a"), ("text", "x")), StringComparison.Ordinal);
        Assert.Equal(["a"], Files());
    }

    [Fact]
    public async Task Write_ThatIsCancelled_LeavesTheOldFile()
    {
        var path = _call.Folder.Write("flow/out/a.txt", "old");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFile.WriteAsync(path, "new"u8.ToArray(), new CancellationToken(true)));
        Assert.Equal("old", await File.ReadAllTextAsync(path, Some.Token));
        Assert.Equal(["a.txt"], Files());
    }

    [Fact]
    public async Task Write_OfManyAtOnce_EndsWithOneOfThemWhole()
    {
        string[] texts = [.. Enumerable.Range(0, 16).Select(static i => new string((char)('a' + i), 10_000 + i))];
        await Task.WhenAll(texts.Select(text => _call.GiveAsync(new FileWriteStep(), ("path", "out/a.txt"), ("text", text))));
        Assert.Contains(await File.ReadAllTextAsync(_call.Below("out", "a.txt"), Some.Token), texts);
        Assert.Equal(["a.txt"], Files());
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("out/../secret")]
    [InlineData("out/link/secret")]
    [InlineData("out/file")]
    public async Task Write_OutOfWhatIsPermitted_IsRefused(string path)
    {
        _call.Folder.Write("outside/secret", "hidden");
        Directory.CreateDirectory(_call.Below("out"));
        Directory.CreateSymbolicLink(_call.Below("out", "link"), "../../outside");
        File.CreateSymbolicLink(_call.Below("out", "file"), "../../outside/new");
        using var run = await _call.RunAsync(new FileWriteStep(), ("path", path), ("text", "changed"));
        Assert.IsType<PermissionDeniedException>(run.Error);
        Assert.Equal(["secret"], _call.Folder.Read("outside").Keys);
        Assert.Equal("hidden", _call.Folder.Read("outside")["secret"]);
    }

    [Fact]
    public async Task Write_ThroughALinkThatStaysInside_KeepsTheLink()
    {
        var real = _call.Folder.Write("flow/out/real.txt", "old");
        File.CreateSymbolicLink(_call.Below("out", "link.txt"), "real.txt");
        await _call.GiveAsync(new FileWriteStep(), ("path", "out/link.txt"), ("text", "new"));
        Assert.Equal("new", await File.ReadAllTextAsync(real, Some.Token));
        Assert.NotNull(new FileInfo(_call.Below("out", "link.txt")).LinkTarget);
    }

    [Fact]
    public async Task Write_OfBothOrNone_IsFoundBeforeAndRefused()
    {
        var type = new FileWriteStep();
        Assert.Equal([("json", "file.write takes either 'text' or 'json'; remove one of them.")], type.CheckGiven(new HashSet<string> { "path", "text", "json" }));
        Assert.Equal([("path", "file.write takes either 'text' or 'json'; add one of them.")], type.CheckGiven(new HashSet<string> { "path" }));
        Assert.Empty(type.CheckGiven(new HashSet<string> { "path", "json" }));
        Assert.EndsWith("remove one of them.", await _call.FailAsync(type, ("path", "out/a"), ("text", "a"), ("json", null)), StringComparison.Ordinal);
        Assert.EndsWith("add one of them.", await _call.FailAsync(type, ("path", "out/a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_OfANumberThatJsonHasNot_Fails()
    {
        await _call.FailAsync(new FileWriteStep(), ("path", "out/a"), ("json", double.NaN));
        Assert.False(Directory.Exists(_call.Below("out")));
    }

    private string[] Files() => [.. Directory.EnumerateFileSystemEntries(_call.Below("out")).Select(static path => Path.GetFileName(path)!)];
}
