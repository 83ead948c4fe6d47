// source: SonarSource S3776 (https://rules.sonarsource.com/csharp/RSPEC-3776/)
// why: a switch of many arms without conditions, an else-if chain and two loops side by side cost less than they look
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.ImportWithCases;

internal sealed record ImportLine(string Kind, string Value);

internal sealed class ImportSummary
{
    public int Orders { get; private set; }

    public int Parcels { get; private set; }

    public int Unknown { get; private set; }

    public string Worst { get; private set; } = "";

    public void Count(IEnumerable<ImportLine> lines)
    {
        foreach (var line in lines)
        {
            switch (line.Kind)
            {
                case "order":
                    Orders++;
                    break;
                case "parcel":
                    Parcels++;
                    break;
                default:
                    Unknown++;
                    break;
            }
        }

        foreach (var line in lines)
        {
            if (line.Value.Length > Worst.Length)
            {
                Worst = line.Value;
            }
        }

        if (Unknown > Orders + Parcels)
        {
            Worst = "mostly unknown";
        }
        else if (Unknown > 0)
        {
            Worst += " (some unknown)";
        }
    }
}
