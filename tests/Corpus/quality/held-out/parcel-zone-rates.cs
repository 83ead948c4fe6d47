// source: CWE-1121 (https://cwe.mitre.org/data/definitions/1121.html)
// why: Eight arms, a discard and one condition make ten ways, and an else-if chain does not nest.
// expect: none

using System;

namespace Corpus.HeldOut.ParcelZoneRates;

public enum Zone
{
    City,
    Region,
    Country,
    Neighbor,
    Union,
    Europe,
    Overseas,
    Island,
    Unknown,
}

public static class ParcelZoneRates
{
    public static decimal RateOf(Zone zone, bool isExpress) => (isExpress ? 2m : 1m) * zone switch
    {
        Zone.City => 3.10m,
        Zone.Region => 3.90m,
        Zone.Country => 4.50m,
        Zone.Neighbor => 8.90m,
        Zone.Union => 11.50m,
        Zone.Europe => 14.20m,
        Zone.Overseas => 27.00m,
        Zone.Island => 31.50m,
        _ => throw new ArgumentOutOfRangeException(nameof(zone), zone, "The zone has no rate."),
    };

    public static string SizeOf(int longest, double kilograms)
    {
        string size;
        if (kilograms > 31.5)
        {
            size = "freight";
        }
        else if (longest > 200)
        {
            size = "bulky";
        }
        else if (longest > 120)
        {
            size = "XL";
        }
        else if (longest > 60)
        {
            size = "L";
        }
        else if (longest > 45)
        {
            size = "M";
        }
        else
        {
            size = "S";
        }

        return size;
    }
}
