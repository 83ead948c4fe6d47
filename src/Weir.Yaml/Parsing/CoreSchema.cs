namespace Weir.Yaml.Parsing;

/// <summary>What a plain text means: the core schema of YAML 1.2 (specification 10.3).</summary>
internal static class CoreSchema
{
    private const string Prefix = "tag:yaml.org,2002:";

    public static YamlScalarKind Classify(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlScalarKind.Boolean,
        _ => YamlNumber.Classify(text) ?? YamlScalarKind.Text,
    };

    /// <summary>What the tag makes of the text, or null when the tag is unknown or the text does not fit it.</summary>
    public static YamlScalarKind? ClassifyTagged(string text, string tag)
    {
        var kind = Classify(text);
        return tag switch
        {
            "!" or Prefix + "str" => YamlScalarKind.Text,
            Prefix + "null" when kind == YamlScalarKind.Null => kind,
            Prefix + "bool" when kind == YamlScalarKind.Boolean => kind,
            Prefix + "int" when kind == YamlScalarKind.WholeNumber => kind,
            Prefix + "float" when kind is YamlScalarKind.Number or YamlScalarKind.WholeNumber => YamlScalarKind.Number,
            _ => null,
        };
    }

    public static bool IsListTag(string tag) => tag is "!" or Prefix + "seq";

    public static bool IsMapTag(string tag) => tag is "!" or Prefix + "map";

    /// <summary>The tag as it is written: <c>!!int</c> for what the parser calls tag:yaml.org,2002:int.</summary>
    public static string Display(string tag) => tag.StartsWith(Prefix, StringComparison.Ordinal) ? "!!" + tag[Prefix.Length..] : tag;
}
