// source: CWE-1124 (https://cwe.mitre.org/data/definitions/1124.html)
// why: The innermost condition is the fifth level of control; the neighbour with four levels is just within the limit.
// expect: quality/nesting-depth 16
// expect: quality/cognitive-complexity 16

using System.Collections.Generic;

namespace Corpus.HeldOut.VineMapScanner;

public sealed record Vine(int Row, int Number, double Sugar, bool HasMildew);

public sealed record Parcel(string Name, bool IsOrganic, IReadOnlyList<Vine> Vines);

public static class VineMapScanner
{
    public static int CountSprayed(IEnumerable<Parcel> parcels, double rain, bool isSpring)
    {
        var sprayed = 0;
        foreach (var parcel in parcels)
        {
            if (!parcel.IsOrganic)
            {
                foreach (var vine in parcel.Vines)
                {
                    if (vine.HasMildew)
                    {
                        if (rain > 20)
                        {
                            sprayed += 2;
                        }
                        else
                        {
                            sprayed++;
                        }
                    }
                }
            }
        }

        if (isSpring)
        {
            sprayed *= 2;
        }

        return sprayed;
    }

    public static int CountRipe(IEnumerable<Parcel> parcels)
    {
        var ripe = 0;
        foreach (var parcel in parcels)
        {
            foreach (var vine in parcel.Vines)
            {
                if (vine.Sugar > 80)
                {
                    if (!vine.HasMildew)
                    {
                        ripe++;
                    }
                }
            }
        }

        return ripe;
    }
}
