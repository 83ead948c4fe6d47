namespace Weir;

/// <summary>Finds the name that somebody most likely meant: the least edit distance (Levenshtein 1966), at most two or a third of the name, and less than all of it.</summary>
internal static class NearestName
{
    /// <summary>Ends a sentence about a name that is not known.</summary>
    public static string Hint(string wanted, IEnumerable<string> known)
    {
        string? nearest = null;
        var least = Math.Max(2, wanted.Length / 3) + 1;
        foreach (var name in known)
        {
            if (Math.Abs(name.Length - wanted.Length) < least && Distance(wanted, name) is var distance
                && distance < Math.Min(least, Math.Max(wanted.Length, name.Length)))
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest is null ? "." : $"; did you mean '{nearest}'?";
    }

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var cost = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + cost, 1 + Math.Min(row[j], row[j - 1])));
            }
        }

        return row[^1];
    }
}
