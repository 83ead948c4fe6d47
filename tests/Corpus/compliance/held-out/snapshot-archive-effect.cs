// source: Microsoft Learn, CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: An effect may touch files, the clock and chance, and it hands its token, or one linked to it, to every call.
// expect: none

using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.SnapshotArchive;

public sealed record Snapshot(string Name, ReadOnlyMemory<byte> Content);

public sealed record Archived(string Path, DateTimeOffset At, long Length);

public sealed class SnapshotArchiveEffect(string root, TimeSpan limit) : EffectNode<Snapshot, Archived>
{
    public override async ValueTask<Archived> RunAsync(Snapshot input, StepContext context)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        linked.CancelAfter(limit);

        var path = Path.Combine(root, $"{Guid.NewGuid():N}.gz");
        try
        {
            await Write(path, input.Content, linked.Token);
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        await File.AppendAllTextAsync(Path.Combine(root, "index"), $"{input.Name}={path}\n", CancellationToken.None);
        return new Archived(path, DateTimeOffset.UtcNow, new FileInfo(path).Length);
    }

    private static async Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var zip = new GZipStream(file, CompressionLevel.Optimal);
        await zip.WriteAsync(content, cancellationToken);
        await zip.FlushAsync(cancellationToken);
    }
}
