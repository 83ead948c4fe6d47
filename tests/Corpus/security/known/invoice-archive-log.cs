// source: CWE-532 (https://cwe.mitre.org/data/definitions/532.html)
// why: the contract says that iban is redacted, and the line on the console has it
// contract: invoice-archive.yaml
// expect: security/secret-logged 30

using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.InvoiceArchiveLog;

public sealed record Invoice(string Number, string Iban, string TaxId);

public sealed record Receipt(string Key);

public interface IArchive
{
    ValueTask PutAsync(string key, byte[] bytes, CancellationToken cancellationToken);
}

public sealed class NodeInvoiceArchiveEffect(IArchive archive) : EffectNode<Invoice, Receipt>
{
    public override ValueTask<Receipt> RunAsync(Invoice input, StepContext context) => StoreAsync(input, context);

    public async ValueTask<Receipt> StoreAsync(Invoice input, StepContext context)
    {
        var key = $"{context.Time.GetUtcNow():yyyy}/{input.Number}";
        Console.WriteLine($"storing {input.Number} for {input.Iban}");
        await archive.PutAsync(key, JsonSerializer.SerializeToUtf8Bytes(input), context.CancellationToken);
        return new Receipt(key);
    }
}
