// source: OWASP Top 10 2021 A09 (https://owasp.org/Top10/A09_2021-Security_Logging_and_Monitoring_Failures/)
// why: a program may speak to its user; the class that works gets a writer
// expect: none

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Corpus.ConsoleProgram;

internal sealed class Report(TextWriter output)
{
    public int Write(IEnumerable<(string Name, decimal Total)> rows)
    {
        var count = 0;
        foreach (var (name, total) in rows)
        {
            output.WriteLine($"{name,-20} {total,10:0.00}");
            count++;
        }

        return count;
    }
}

internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: report FILE");
            return 2;
        }

        var rows = File.ReadLines(args[0]).Select(line => line.Split(';')).Select(parts => (parts[0], decimal.Parse(parts[1], CultureInfo.InvariantCulture)));
        var count = new Report(Console.Out).Write(rows);
        Console.WriteLine($"{count} rows");
        return 0;
    }
}
