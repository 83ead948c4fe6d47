// source: Weir, nodes
// why: paths, readers and streams in memory are computing, and the clock is that of the context
// expect: none

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Weir;

namespace Corpus.CsvComputeInMemory;

public sealed record CsvText(string Folder, string Name, string Text);

public sealed record CsvTable(string Path, IReadOnlyList<string[]> Rows, int Bytes, DateTimeOffset At);

public sealed class NodeCsvCompute : ComputeNode<CsvText, CsvTable>
{
    private static readonly char[] Separators = [';', '\t'];

    public override ValueTask<CsvTable> RunAsync(CsvText input, StepContext context)
    {
        var rows = new List<string[]>();
        using var reader = new StringReader(input.Text);
        while (reader.ReadLine() is { } line)
        {
            rows.Add(line.Split(Separators));
        }

        using var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes(input.Text));
        var path = Path.Combine(input.Folder, Path.ChangeExtension(input.Name, ".csv"));
        return ValueTask.FromResult(new CsvTable(path, rows, (int)bytes.Length, context.Time.GetUtcNow()));
    }
}
