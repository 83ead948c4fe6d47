namespace Weir.Generation.Code;

/// <summary>A file of a package, its path relative to the package with forward slashes.</summary>
/// <param name="Path">Where it goes.</param>
/// <param name="Text">What it says.</param>
/// <param name="IsOwned">True when it is the user's after the first time: written once, never again.</param>
internal sealed record GeneratedFile(string Path, string Text, bool IsOwned = false);
