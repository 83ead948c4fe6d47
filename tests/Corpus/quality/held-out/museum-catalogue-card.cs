// source: CWE-1080 (https://cwe.mitre.org/data/definitions/1080.html)
// why: The method looks long because of blank lines and comments; its lines of code are below the limit.
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.MuseumCatalogueCard;

public sealed record Exhibit(string Title, string? Artist, int Year, string Material, double Height, double Width, string? Donor);

public static class CatalogueCard
{
    public static IReadOnlyList<string> Lines(Exhibit exhibit, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        var lines = new List<string>();

        // The title goes over as many lines as it needs.
        for (var start = 0; start < exhibit.Title.Length; start += width)
        {
            lines.Add(exhibit.Title.Substring(start, Math.Min(width, exhibit.Title.Length - start)));
        }

        lines.Add(new string('-', width));

        // Unknown artists are common, above all before 1400.
        // The catalogue writes them in brackets.
        lines.Add(exhibit.Artist ?? "[unknown]");

        // Years before our era are negative in the data base.
        // There is no year 0, and the inventory has none.

        if (exhibit.Year < 0)
        {
            lines.Add($"{-exhibit.Year} BC");
        }
        else
        {
            lines.Add($"{exhibit.Year}");
        }

        // Height goes first.
        //
        // That is the order of art dealers, not of carpenters,
        // and visitors have complained about it since the card exists.
        // The board decided to keep it.

        lines.Add(exhibit.Material);
        lines.Add($"{exhibit.Height:F1} x {exhibit.Width:F1} cm");

        // The donor is named only if the donor agreed.
        // Whether that is so was asked when the exhibit was taken in;
        // a donor who did not agree is not in the data base.

        if (exhibit.Donor is { } donor)
        {
            lines.Add("");
            lines.Add("Gift of");
            lines.Add(donor);
        }

        // The last line is cut off by the machine and must be empty.
        //
        // Other machines were tried:
        // - the one of the library cuts in the middle,
        // - the one of the archive does not cut at all,
        // - the one of the town hall is shared and always in use.
        //
        // If the museum ever buys a new one, this line can go,
        // together with the dashes under the title, which are there
        // because the old machine has no bold letters.

        lines.Add("");

        return lines;
    }
}
