// source: Weir, contracts
// why: an effect node does what effects are for, and passes its token on
// contract: invoice-archive.yaml
// expect: none

using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.InvoiceArchiveAsAgreed;

public sealed record Invoice(string Number, string Iban, string TaxId);

public sealed record Receipt(string Key);

public sealed record InvoiceArchiveSettings(string Bucket);

public sealed class NodeInvoiceArchiveEffect : EffectNode<Invoice, Receipt>
{
    private readonly InvoiceArchiveSettings _settings;

    public NodeInvoiceArchiveEffect(InvoiceArchiveSettings settings)
    {
        _settings = settings;
    }

    public override ValueTask<Receipt> RunAsync(Invoice input, StepContext context) => StoreAsync(input, context);

    public async ValueTask<Receipt> StoreAsync(Invoice input, StepContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var key = Path.Combine(_settings.Bucket, $"{Guid.NewGuid():N}.json");
        await using var file = File.Create(key);
        await JsonSerializer.SerializeAsync(file, input, cancellationToken: context.CancellationToken);
        await file.FlushAsync(context.CancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        return took > TimeSpan.FromSeconds(30) ? context.Fail<Receipt>("The archive is too slow.") : new Receipt(key);
    }
}
