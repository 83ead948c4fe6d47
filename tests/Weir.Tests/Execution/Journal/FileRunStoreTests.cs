using System.Text;

namespace Weir.Tests.Execution.Journal;

public sealed class FileRunStoreTests : RunStoreConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weir-journal-").FullName;

    private string Journal => Path.Combine(_folder, "runs.jsonl");

    public override async ValueTask DisposeAsync()
    {
        await ((FileRunStore)Store).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(150)]
    public async Task Open_OfATornTail_CutsItOffAndGoesOn(int cut)
    {
        var path = await WriteAsync(20);
        var whole = await File.ReadAllBytesAsync(path, Some.Token);
        await File.WriteAllBytesAsync(path, whole[..^cut], Some.Token);
        var left = Encoding.UTF8.GetString(whole[..^cut]).LastIndexOf('\n') + 1;
        await using var store = await FileRunStore.OpenAsync(path, Some.Token);
        Assert.Equal((whole.Length - cut - left, left), ((int)store.CutBytes, (int)new FileInfo(path).Length));
        var events = await store.ReadAsync("a", 0, Some.Token).ToListAsync(Some.Token);
        await store.AppendAsync("a", events[^1].Sequence, [End("a", 99, "x")], Some.Token);
        Assert.Equal(99, (await store.ReadAsync("a", 0, Some.Token).ToListAsync(Some.Token))[^1].Sequence);
    }

    [Fact]
    public async Task Open_OfATailOfZeros_CutsItOff()
    {
        var path = await WriteAsync(5);
        await using (var file = File.Open(path, FileMode.Append))
        {
            await file.WriteAsync(new byte[5000], Some.Token);
        }

        await using var store = await FileRunStore.OpenAsync(path, Some.Token);
        Assert.Equal(5000, store.CutBytes);
        Assert.Equal(5, await store.ReadAsync("a", 0, Some.Token).CountAsync(Some.Token));
    }

    [Theory]
    [InlineData("{\"v\":1,", "#", ":3: ")]
    [InlineData("\"v\":1", "\"v\":2", ":3: This event has the schema version 2; this version of Weir reads 1.")]
    [InlineData("stepEnded", "stepBegun", ":3: This event cannot be read: the type 'stepBegun' is unknown; this journal may be from a newer version of Weir")]
    [InlineData("\"seq\":2", "\"seq\":1", ":3: The run 'a' goes on with event 1 behind 1; events are missing or twice.")]
    [InlineData("\"run\":\"a\"", "\"run\":\"b\"", ":3: The run 'b' goes on with event 2 behind nothing; events are missing or twice.")]
    public async Task Open_OfADamagedMiddle_IsRefusedWithItsPlaceAndChangesNothing(string text, string damage, string message)
    {
        var path = await WriteAsync(5);
        var lines = await File.ReadAllLinesAsync(path, Some.Token);
        lines[2] = lines[2].Replace(text, damage, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, string.Join('\n', lines) + "\n", Some.Token);
        var before = await File.ReadAllBytesAsync(path, Some.Token);
        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await FileRunStore.OpenAsync(path, Some.Token));
        Assert.StartsWith(path + message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, Some.Token));
    }

    [Fact]
    public async Task Open_OfAnotherFile_IsRefusedAndChangesNothing()
    {
        var path = Path.Combine(_folder, "notes.txt");
        await File.WriteAllTextAsync(path, "milk\neggs\n", Some.Token);
        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await FileRunStore.OpenAsync(path, Some.Token));
        Assert.StartsWith($"{path}:1: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("milk\neggs\n", await File.ReadAllTextAsync(path, Some.Token));
    }

    [Fact]
    public async Task Open_OfAFileThatIsOpen_IsRefused() =>
        await Assert.ThrowsAsync<IOException>(async () => await FileRunStore.OpenAsync(Journal, Some.Token));

    [Fact]
    public async Task Open_OfAnyBytes_NeverThrowsAnythingElse()
    {
        var path = await WriteAsync(6);
        var whole = await File.ReadAllBytesAsync(path, Some.Token);
        var random = new Random(7);
        for (var round = 0; round < 400; round++)
        {
            var bytes = whole.ToArray();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            await File.WriteAllBytesAsync(path, bytes, Some.Token);
            try
            {
                await using var store = await FileRunStore.OpenAsync(path, Some.Token);
                _ = await store.ReadAsync("a", 0, Some.Token).CountAsync(Some.Token);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(path + ":", error.Message, StringComparison.Ordinal);
                Assert.Equal(bytes, await File.ReadAllBytesAsync(path, Some.Token));
            }
        }
    }

    [Fact]
    public async Task Append_WhereTheDiskIsFull_FailsAndLosesNothing()
    {
        var path = await WriteAsync(3);
        var length = new FileInfo(path).Length;
        await using (var store = await FileRunStore.OpenAsync(path, Some.Token))
        {
            store.File.BeforeWrite = static (handle, bytes, offset) =>
            {
                RandomAccess.Write(handle, bytes.Span[..(bytes.Length / 2)], offset);
                throw new IOException("No space left on device");
            };
            var error = await Assert.ThrowsAsync<IOException>(async () => await store.AppendAsync("a", 2, [End("a", 3, "x")], Some.Token));
            Assert.Equal($"The journal '{path}' cannot be written: No space left on device", error.Message);
            Assert.Equal(length, new FileInfo(path).Length);
            store.File.BeforeWrite = null;
            await store.AppendAsync("a", 2, [End("a", 3, "x")], Some.Token);
        }

        await using var opened = await FileRunStore.OpenAsync(path, Some.Token);
        Assert.Equal((0, 4), (opened.CutBytes, await opened.ReadAsync("a", 0, Some.Token).CountAsync(Some.Token)));
    }

    [Fact]
    public async Task Append_AfterDispose_IsRefused()
    {
        var path = await WriteAsync(1);
        var store = await FileRunStore.OpenAsync(path, Some.Token);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.AppendAsync("a", 0, [End("a", 1, "x")], Some.Token));
    }

    private protected override async ValueTask<IRunStore> OpenAsync() => await FileRunStore.OpenAsync(Journal, Some.Token);

    private async Task<string> WriteAsync(int events)
    {
        var path = Path.Combine(_folder, "other.jsonl");
        await using var store = await FileRunStore.OpenAsync(path, Some.Token);
        await store.AppendAsync("a", -1, [Begin("a", 0)], Some.Token);
        for (var i = 1; i < events; i++)
        {
            await store.AppendAsync("a", i - 1, [End("a", i, $"step {i} with a longer name")], Some.Token);
        }

        return path;
    }
}
