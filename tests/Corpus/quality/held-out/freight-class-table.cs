// source: CWE-1121 (https://cwe.mitre.org/data/definitions/1121.html)
// why: Two flat methods read easily, yet each has more than ten ways through.
// expect: quality/cyclomatic-complexity 14
// expect: quality/cyclomatic-complexity 31

using System;

namespace Corpus.HeldOut.FreightClassTable;

public sealed record Cargo(string Commodity, double Kilograms, double LitersPerKilogram, bool IsFragile, bool IsHazardous, bool IsChilled);

public static class FreightClassTable
{
    public static int ClassOf(string commodity) => commodity switch
    {
        "bricks" => 50,
        "cement" => 55,
        "flour" => 60,
        "oil" => 65,
        "food" => 70,
        "tiles" => 77,
        "engines" => 85,
        "computers" => 92,
        "wine" => 100,
        "cabinets" => 110,
        "chairs" => 125,
        "mattresses" => 200,
        _ => throw new ArgumentOutOfRangeException(nameof(commodity), commodity, "There is no class for it."),
    };

    public static decimal Surcharge(Cargo cargo)
    {
        if (cargo.Kilograms <= 0 || cargo.LitersPerKilogram <= 0)
        {
            throw new ArgumentException("Cargo has a weight and a volume.", nameof(cargo));
        }

        var surcharge = 0m;
        if (cargo.IsFragile || cargo.Commodity == "tiles")
        {
            surcharge += 12;
        }

        if (cargo.IsHazardous && !cargo.IsChilled)
        {
            surcharge += 80;
        }

        if (cargo.IsHazardous && cargo.IsChilled)
        {
            surcharge += 140;
        }

        if (cargo.Kilograms > 1000 || cargo.LitersPerKilogram > 8)
        {
            surcharge += 35;
        }

        if (cargo.Commodity == "wine")
        {
            surcharge += 4;
        }

        return surcharge;
    }
}
