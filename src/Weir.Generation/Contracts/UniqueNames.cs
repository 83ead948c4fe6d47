using System.Globalization;

namespace Weir.Generation.Contracts;

/// <summary>The names that are taken in one scope.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    // Where the search for a free number goes on, so that many equal names cost no more than as many different ones.
    private readonly Dictionary<string, int> _nextNumber = new(StringComparer.Ordinal);

    /// <summary>Takes a name if it is free.</summary>
    public bool TryTake(string name) => _taken.Add(name);

    /// <summary>Takes a name, or the name with the first free number from 2 on.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = _nextNumber.GetValueOrDefault(wanted, 2); !_taken.Add(name); number++)
        {
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
            _nextNumber[wanted] = number + 1;
        }
        return name;
    }
}
