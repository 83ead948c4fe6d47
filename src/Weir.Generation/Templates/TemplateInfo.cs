namespace Weir.Generation.Templates;

/// <summary>A template that a catalog has.</summary>
/// <param name="Id">What it is called, such as <c>node/node</c>.</param>
/// <param name="Kind">The first folder of the id; <c>other</c> where it has none.</param>
/// <param name="Source">Where it comes from: <c>shipped</c>, or the file.</param>
/// <param name="Sha256">The hash of its text with line feeds, in lower-case hexadecimal.</param>
public sealed record TemplateInfo(string Id, string Kind, string Source, string Sha256);

/// <summary>A template of a catalog with its text.</summary>
/// <param name="Id">What it is called, such as <c>node/node</c>.</param>
/// <param name="Kind">The first folder of the id; <c>other</c> where it has none.</param>
/// <param name="Source">Where it comes from: <c>shipped</c>, or the file.</param>
/// <param name="Sha256">The hash of its text with line feeds, in lower-case hexadecimal.</param>
/// <param name="Text">What stands in it, with line feeds.</param>
public sealed record ShownTemplate(string Id, string Kind, string Source, string Sha256, string Text);
