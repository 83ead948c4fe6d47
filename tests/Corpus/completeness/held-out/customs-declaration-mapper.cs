// source: CWE-546 (https://cwe.mitre.org/data/definitions/546.html)
// why: A method is a stub with a note, a branch throws NotImplementedException, and a note in the middle of a line asks for a repair.
// expect: completeness/placeholder 35
// expect: completeness/placeholder 40
// expect: completeness/placeholder 46

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.HeldOut.CustomsDeclaration;

/// <summary>How goods cross the border.</summary>
public enum Procedure
{
    /// <summary>Goods stay in the country.</summary>
    Import,

    /// <summary>Goods leave the country.</summary>
    Export,

    /// <summary>Goods pass through.</summary>
    Transit,
}

/// <summary>Makes the declaration of a consignment.</summary>
internal sealed class CustomsDeclarationMapper
{
    private const decimal LowValueLimit = 150m;

    public string CodeOf(Procedure procedure) => procedure switch
    {
        Procedure.Import => "H1",
        Procedure.Export => "B1",
        _ => throw new NotImplementedException("transit is not mapped"),
    };

    public bool IsLowValue(IEnumerable<decimal> values)
    {
        var total = values.Sum(); // converts at the rate of today, FIXME with the rate of the month
        return total <= LowValueLimit;
    }

    public IReadOnlyList<string> Annexes(Procedure procedure)
    {
        /* todo: ask the customs office which annexes the new tariff needs */
        return procedure == Procedure.Transit ? ["T1"] : [];
    }
}
