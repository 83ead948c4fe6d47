// source: Weir, contracts
// why: the operation takes bytes, where the contract has an invoice
// contract: invoice-archive.yaml
// expect: compliance/operation 28

using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.InvoiceArchiveOtherModels;

public sealed record Invoice(string Number, string Iban, string TaxId);

public sealed record Receipt(string Key);

public interface IBlobs
{
    Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}

public sealed class NodeInvoiceArchiveEffect(IBlobs blobs) : EffectNode<Invoice, Receipt>
{
    public override ValueTask<Receipt> RunAsync(Invoice input, StepContext context) =>
        StoreAsync(JsonSerializer.SerializeToUtf8Bytes(input), context);

    public async ValueTask<Receipt> StoreAsync(byte[] input, StepContext context)
    {
        var key = $"{context.Time.GetUtcNow():yyyyMMdd}/{context.RunId}";
        await blobs.PutAsync(key, input, context.CancellationToken);
        return new Receipt(key);
    }
}
