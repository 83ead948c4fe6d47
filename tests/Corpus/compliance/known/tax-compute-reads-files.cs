// source: Weir, nodes
// why: a compute node reads a file, asks the clock and makes a number by chance
// expect: compliance/beyond-kind 25
// expect: compliance/beyond-kind 29
// expect: compliance/beyond-kind 31

using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.TaxComputeReadsFiles;

public sealed record TaxRequest(string Country, decimal Net);

public sealed record TaxAnswer(Guid Id, decimal Gross, DateTime At);

public sealed class NodeTaxCompute : ComputeNode<TaxRequest, TaxAnswer>
{
    public override async ValueTask<TaxAnswer> RunAsync(TaxRequest input, StepContext context)
    {
        var text = await File.ReadAllTextAsync("/etc/shop/tax.json", context.CancellationToken);
        var rates = JsonSerializer.Deserialize<Dictionary<string, decimal>>(text) ?? [];
        var gross = input.Net * (1 + rates.GetValueOrDefault(input.Country, 0.19m));

        var id = Guid.NewGuid();
        var rounded = decimal.Round(gross, 2);
        return new TaxAnswer(id, rounded, DateTime.UtcNow);
    }
}
