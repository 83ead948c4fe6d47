using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Weir.Generation.Code;
using Weir.Generation.Contracts;

namespace Weir.Generation.Validation;

/// <summary>Compiles a package's code in memory and asks whether it has what its contract names.</summary>
internal sealed class PackageValidator(ReferenceSet references, TimeProvider time)
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithOptimizationLevel(OptimizationLevel.Debug)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
        .WithDeterministic(true);

    /// <summary>Compiles something small, so that the compiler is warm when the first package needs it.</summary>
    public void WarmUp(CancellationToken cancellationToken)
    {
        var tree = CSharpSyntaxTree.ParseText(
            "using System.Linq; public sealed record A<T>(T? B) { public async System.Threading.Tasks.Task<T?> C() { await System.Threading.Tasks.Task.Yield(); return new[] { B }.Select(x => x).First(); } }",
            Parse,
            cancellationToken: cancellationToken);
        CSharpCompilation.Create("Warm", [tree], references.References, Options).Emit(Stream.Null, cancellationToken: cancellationToken);
    }

    /// <summary>Validates the files that are C# and not tests.</summary>
    public ValidationVerdict Validate(Contract contract, PackageNames names, IEnumerable<GeneratedFile> files, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var trees = files
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) && !file.Path.StartsWith(names.TestFolder, StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), Parse, file.Path, cancellationToken))
            .ToArray();
        var compilation = CSharpCompilation.Create(names.Package, trees, references.References, Options);

        // Emitted, not only bound: some errors, such as a name that is too long, are found while metadata is written.
        var issues = compilation.Emit(Stream.Null, cancellationToken: cancellationToken).Diagnostics
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(ValidationIssue.Of)
            .ToArray();
        var compiled = time.GetTimestamp();
        var broken = issues.Select(issue => issue.File).Distinct().Count();
        var compile = new ValidatorVerdict(
            "compile",
            issues.Length == 0,
            issues.Length == 0 ? 1 : Math.Max(0, 1 - ((double)broken / trees.Length)),
            time.GetElapsedTime(started, compiled),
            issues);

        var members = new RequiredMembers(contract, names, compilation);
        var missing = members.FindMissing();
        var verdict = new ValidatorVerdict(
            "members",
            missing.Count == 0,
            1 - ((double)missing.Count / members.Asked),
            time.GetElapsedTime(compiled),
            missing);
        return new ValidationVerdict([compile, verdict]);
    }
}
