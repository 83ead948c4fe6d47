namespace Weir.Yaml;

/// <summary>What reading a YAML file gave.</summary>
/// <param name="Root">The value of the file, or null when it could not be built. It may stand although there are errors (a duplicate key, for one), so that a reader can find more.</param>
/// <param name="Text">The text of the file without a byte order mark, or empty when it could not be decoded.</param>
/// <param name="Diagnostics">What was found.</param>
public sealed record YamlReading(YamlNode? Root, string Text, IReadOnlyList<Diagnostic> Diagnostics);
