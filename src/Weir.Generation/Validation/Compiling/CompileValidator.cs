using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weir.Generation.Validation;

/// <summary>The compiler as a validator: its errors and warnings are the findings. It is in every pipeline, before all others.</summary>
internal sealed class CompileValidator() : Validator(ValidatorName, [NoFiles, MoreFindings])
{
    public const string ValidatorName = "compile";

    // What is no C# gives as many findings as it has characters.
    private const int MaxOfFile = 50;

    private static readonly ValidationRule NoFiles = new("compile/no-files", ValidationSeverity.Error, "There is no C# to judge.");

    private static readonly ValidationRule MoreFindings = new("compile/more", ValidationSeverity.Info, "The compiler found more in a file than is shown.");

    public override ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken)
    {
        if (!subject.Trees.Any())
        {
            return new ValidationFindings([new ValidationIssue(NoFiles.Id, NoFiles.Severity, "There is no C# file to judge.", null, 0, 0)], 0);
        }

        var found = Compile(subject.Compilation, cancellationToken);

        // What rests on code that does not compile would repeat its errors.
        if (found.TrueForAll(static issue => issue.Severity != ValidationSeverity.Error))
        {
            found.AddRange(subject.AlsoCompiled.SelectMany(compilation => Compile(compilation, cancellationToken)));
        }

        var issues = found.GroupBy(static issue => issue.File).SelectMany(Shorten);
        return new ValidationFindings([.. issues], MemberCount.Of(subject, cancellationToken));
    }

    // Emitted, not only bound: some errors, such as a name that is too long, are found while metadata is written.
    private static List<ValidationIssue> Compile(CSharpCompilation compilation, CancellationToken cancellationToken) =>
    [
        .. compilation.Emit(Stream.Null, cancellationToken: cancellationToken).Diagnostics
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Select(ValidationIssue.Of),
    ];

    private static IEnumerable<ValidationIssue> Shorten(IGrouping<string?, ValidationIssue> file)
    {
        var issues = file.OrderBy(static issue => issue.Severity, StringComparer.Ordinal).ThenBy(static issue => issue.Line).ToArray();
        return issues.Length <= MaxOfFile
            ? issues
            : issues.Take(MaxOfFile).Append(new ValidationIssue(
                MoreFindings.Id, MoreFindings.Severity, FormattableString.Invariant($"The compiler found {issues.Length - MaxOfFile} more in this file."), file.Key, 1, 1));
    }
}
