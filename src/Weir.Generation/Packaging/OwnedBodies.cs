using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Yaml;
using Diagnostic = Weir.Yaml.Diagnostic;
using DiagnosticSeverity = Weir.Yaml.DiagnosticSeverity;

namespace Weir.Generation.Packaging;

/// <summary>Compares the bodies that a user has written with the operations of the contract, when a package is generated again.</summary>
internal static class OwnedBodies
{
    public static IReadOnlyList<Diagnostic> Compare(Contract contract, PackageNames names, string package)
    {
        var own = Path.Combine(package, names.SourceFolder);
        var overrides = Directory.EnumerateFiles(own, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal) && File.Exists(file))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Overrides(file, names.Node))
            .ToArray();
        var written = overrides.Select(method => method.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
        var operations = contract.Operations.ToDictionary(operation => operation.ClrName + "Async", operation => operation.Name, StringComparer.Ordinal);
        var known = operations.Keys.Concat(contract.HealthChecks.Select(check => $"Check{check.MethodName}Async")).ToHashSet(StringComparer.Ordinal);
        var file = Path.Combine(own, names.Node + ".cs");
        return
        [
            .. operations.Where(operation => !written.Contains(operation.Key)).Select(operation => new Diagnostic(
                DiagnosticSeverity.Info,
                GenerationCodes.NoBody,
                $"The operation '{operation.Value}' has no body yet; override {operation.Key}.",
                new SourcePosition(file, 0, 0))),
            .. overrides.Where(method => method.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal) && !known.Contains(method.Identifier.ValueText)).Select(method => new Diagnostic(
                DiagnosticSeverity.Warning,
                GenerationCodes.NoOperation,
                $"{method.Identifier.ValueText} overrides nothing, since the contract has no such operation; the package does not build until it is gone.",
                Position(method.Identifier))),
        ];
    }

    private static IEnumerable<MethodDeclarationSyntax> Overrides(string file, string node) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => type.Identifier.ValueText == node)
            .SelectMany(type => type.Members.OfType<MethodDeclarationSyntax>())
            .Where(method => method.Modifiers.Any(SyntaxKind.OverrideKeyword));

    private static SourcePosition Position(SyntaxToken token)
    {
        var span = token.GetLocation().GetLineSpan();
        return new SourcePosition(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }
}
