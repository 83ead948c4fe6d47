// source: Weir, contracts
// why: two of four settings change nothing
// expect: compliance/unread-setting 19
// expect: compliance/unread-setting 21

using System;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.ArchiveSettingsUnread;

public sealed record ArchiveSettings
{
    public string Bucket { get; init; } = "invoices";

    public int KeepYears { get; init; } = 10;

    public bool Compress { get; init; } = true;

    public string Region { get; init; } = "eu-central-1";
}

public interface IArchive
{
    Task PutAsync(string bucket, string key, DateTimeOffset until, CancellationToken cancellationToken);
}

public sealed class NodeArchiveEffect(IArchive archive, ArchiveSettings settings) : EffectNode<string, string>
{
    private readonly ArchiveSettings _settings = settings;

    public override async ValueTask<string> RunAsync(string input, StepContext context)
    {
        var until = context.Time.GetUtcNow().AddYears(_settings.KeepYears);
        var key = $"{until:yyyy}/{input}";
        await archive.PutAsync(_settings.Bucket, key, until, context.CancellationToken);
        return key;
    }
}
