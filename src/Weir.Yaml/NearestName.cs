namespace Weir.Yaml;

/// <summary>
/// Finds the known name that was probably meant: the one with the smallest edit distance (Levenshtein, with a swap of two
/// neighbours counted as one edit), letters compared without case, and no farther than a third of the length of the longer name.
/// </summary>
public static class NearestName
{
    private const int MaxCandidates = 500;
    private const int MaxNameLength = 64;

    /// <summary>The nearest of the candidates, or null when none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        if (name.Length > MaxNameLength)
        {
            return null;
        }
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates.Take(MaxCandidates))
        {
            var allowed = Math.Max(1, Math.Max(name.Length, candidate.Length) / 3);
            if (candidate.Length > MaxNameLength || Math.Abs(candidate.Length - name.Length) > allowed)
            {
                continue;
            }
            var distance = Distance(Plain(name), Plain(candidate));
            if (distance <= allowed && distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }
        return best;
    }

    // maxLength, max_length and MAX-LENGTH are the same slip of the pen.
    private static string Plain(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-' or ' '))).ToUpperInvariant();

    private static int Distance(string a, string b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var distance = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance = Math.Min(distance, beforeLast[j - 2] + 1);
                }
                current[j] = distance;
            }
            (beforeLast, last, current) = (last, current, beforeLast);
        }
        return last[b.Length];
    }
}
