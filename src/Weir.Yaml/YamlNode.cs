namespace Weir.Yaml;

/// <summary>A value of a YAML file. An alias is the same instance as the value of its anchor.</summary>
public abstract class YamlNode
{
    private protected YamlNode(SourcePosition position) => Position = position;

    /// <summary>Where the value begins.</summary>
    public SourcePosition Position { get; }

    /// <summary>What the value is, in words: "text", "a whole number", "a list", "a map", and so on.</summary>
    public abstract string KindText { get; }
}
