using System.Diagnostics.CodeAnalysis;

namespace Weir.Yaml;

/// <summary>A map: keys, each once, with values.</summary>
public sealed class YamlMapping : YamlNode
{
    private readonly List<YamlEntry> _entries = [];
    private readonly Dictionary<string, YamlEntry> _byName = new(StringComparer.Ordinal);

    internal YamlMapping(SourcePosition position)
        : base(position)
    {
    }

    /// <summary>The entries, in the order of the file.</summary>
    public IReadOnlyList<YamlEntry> Entries => _entries;

    /// <inheritdoc/>
    public override string KindText => "a map";

    /// <summary>Finds an entry by its key.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out YamlEntry? entry) => _byName.TryGetValue(name, out entry);

    internal bool TryAdd(YamlEntry entry)
    {
        if (!_byName.TryAdd(entry.Name, entry))
        {
            return false;
        }
        _entries.Add(entry);
        return true;
    }
}
