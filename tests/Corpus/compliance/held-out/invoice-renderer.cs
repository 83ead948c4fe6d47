// source: Microsoft Learn, CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: The name hides the kind, the token stops before the file, and a line goes to the console of whoever runs it.
// expect: compliance/node-name 18
// expect: compliance/no-cancellation 24
// expect: compliance/unstructured-logging 25

using System;
using System.IO;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.InvoiceRenderer;

public sealed record InvoiceText(string Number, string Html);

public sealed record RenderedInvoice(string Path, int Length);

public sealed class InvoiceRenderer(string folder) : EffectNode<InvoiceText, RenderedInvoice>
{
    public override async ValueTask<RenderedInvoice> RunAsync(InvoiceText input, StepContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        var path = Path.Combine(folder, $"{input.Number}.html");
        await File.WriteAllTextAsync(path, input.Html);
        Console.WriteLine("wrote {0}", path);
        return new RenderedInvoice(path, input.Html.Length);
    }
}
