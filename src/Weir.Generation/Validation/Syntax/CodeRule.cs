namespace Weir.Generation.Validation.Syntax;

/// <summary>A rule that looks at one file at a time. It is shared by parallel calls and keeps nothing between them.</summary>
internal abstract class CodeRule
{
    public abstract void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken);
}
