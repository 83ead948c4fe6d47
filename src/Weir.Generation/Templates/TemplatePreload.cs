namespace Weir.Generation.Templates;

/// <summary>What was loaded before its first use.</summary>
/// <param name="Loaded">How many templates were loaded, or were there already.</param>
/// <param name="Failures">Which could not be, and why.</param>
public sealed record TemplatePreload(int Loaded, IReadOnlyList<TemplateException> Failures);
