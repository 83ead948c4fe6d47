// source: CA1063 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1063)
// why: Dispose of a class that owns a writer does nothing, so the last page is never flushed
// expect: completeness/empty-body 31

using System;
using System.Collections.Generic;
using System.IO;

namespace Corpus.ReportWriterDispose;

internal sealed class SalesReportWriter : IDisposable
{
    private readonly StreamWriter _writer;
    private int _page;

    public SalesReportWriter(Stream target)
    {
        _writer = new StreamWriter(target);
    }

    public void WritePage(IEnumerable<(string Region, decimal Total)> rows)
    {
        _page++;
        _writer.WriteLine($"page {_page}");
        foreach (var (region, total) in rows)
        {
            _writer.WriteLine($"{region};{total}");
        }
    }

    public void Dispose()
    {
    }
}
