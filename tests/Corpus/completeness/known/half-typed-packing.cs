// source: CWE-1164 (https://cwe.mitre.org/data/definitions/1164.html)
// why: a file that was saved in the middle of a word has a gap that can be told nevertheless
// compiles: no
// expect: completeness/placeholder 15

using System;
using System.Collections.Generic;

namespace Corpus.HalfTypedPacking;

internal sealed class Packing(IReadOnlyList<int> boxes)
{
    public int Smallest(int volume)
    {
        // TODO: boxes of the new supplier
        foreach (var box in boxes)
        {
            if (box >= volume)
            {
                return box;
            }
        }

        return Larges
    }
}
