namespace Weir;

/// <summary>Collects what is wrong with a file of options.</summary>
internal sealed class OptionsProblems
{
    // As many as are told of any file.
    private const int Most = 500;

    private readonly List<OptionsFileProblem> _all = [];

    public bool Any => _all.Count > 0;

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<OptionsFileProblem> InOrder => [.. _all.OrderBy(static one => one.Line).ThenBy(static one => one.Column)];

    public void Add(string code, JsonSpot at, string message) => Add(code, at.Place, message);

    public void Add(string code, JsonEntry at, string message) => Add(code, at.Place, message);

    public void Add(string code, JsonPlace at, string message)
    {
        if (_all.Count < Most)
        {
            _all.Add(new(code, at.Line, at.Column, message));
        }
    }

    /// <summary>What an object holds, without the entries whose names stood there before, which are problems.</summary>
    public IEnumerable<JsonEntry> Distinct(JsonSpot spot, string prefix)
    {
        var seen = new Dictionary<string, JsonPlace>(StringComparer.Ordinal);
        foreach (var entry in spot.Entries)
        {
            if (seen.TryAdd(entry.Name, entry.Place))
            {
                yield return entry;
            }
            else
            {
                Add(OptionsFileCodes.Duplicate, entry, $"{JsonSpot.Quote(prefix + entry.Name)} stands here for the second time, first on line {seen[entry.Name].Line}; leave one of them out.");
            }
        }
    }
}
