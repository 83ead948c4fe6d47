// source: Weir, the four kinds of node (docs/architecture.md, Inside Weir)
// why: Time comes from the context, and the types of System.IO that are used hold nothing but memory.
// expect: none

using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.ShiftReport;

public sealed record ShiftLog(string Plant, string Csv, Guid Id);

public sealed record ShiftReport(string FileName, string Text, DateTimeOffset MadeAt);

public sealed class ShiftReportCompute : ComputeNode<ShiftLog, ShiftReport>
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["ok"] = "ran",
        ["down"] = "stood still",
    }.ToFrozenDictionary();

    public override ValueTask<ShiftReport> RunAsync(ShiftLog input, StepContext context)
    {
        var now = context.Time.GetUtcNow();
        var name = Path.ChangeExtension(Path.Combine(input.Plant, input.Id.ToString("N")), ".txt");
        return ValueTask.FromResult(new ShiftReport(name, Translate(input.Csv), now));
    }

    private static string Translate(string csv)
    {
        using var reader = new StringReader(csv);
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        while (reader.ReadLine() is { } line)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            var word = comma < 0 ? line : line[..comma];
            writer.Write(Words.GetValueOrDefault(word, word));
            writer.WriteLine(comma < 0 ? "" : line[comma..]);
        }

        return writer.ToString();
    }
}
