namespace Weir.Yaml;

/// <summary>A list of values.</summary>
public sealed class YamlSequence : YamlNode
{
    private readonly List<YamlNode> _items = [];

    internal YamlSequence(SourcePosition position)
        : base(position)
    {
    }

    /// <summary>The values, in the order of the file.</summary>
    public IReadOnlyList<YamlNode> Items => _items;

    /// <inheritdoc/>
    public override string KindText => "a list";

    internal void Add(YamlNode item) => _items.Add(item);
}
