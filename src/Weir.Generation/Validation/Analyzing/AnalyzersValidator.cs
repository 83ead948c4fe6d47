using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Weir.Generation.Validation.Analyzing;

/// <summary>Asks selected rules of NetAnalyzers, whose assemblies stand in a folder beside the program.</summary>
internal sealed class AnalyzersValidator() : Validator("analyzers", SelectedRules.All)
{
    private readonly Lazy<ImmutableArray<DiagnosticAnalyzer>> _analyzers = new(static () => AnalyzerAssemblies.Load(SelectedRules.All), LazyThreadSafetyMode.PublicationOnly);

    public override ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var diagnostics = Analyze(subject.Compilation, cancellationToken);
        var severities = Rules.ToDictionary(static rule => rule.Id, static rule => rule.Severity, StringComparer.Ordinal);
        var issues = diagnostics
            .Where(diagnostic => severities.ContainsKey(diagnostic.Id) && !diagnostic.IsSuppressed)
            .Select(diagnostic => ValidationIssue.Of(diagnostic) with { Severity = severities[diagnostic.Id] })
            .Distinct();
        return new ValidationFindings([.. issues], MemberCount.Of(subject, cancellationToken));
    }

    private ImmutableArray<Diagnostic> Analyze(CSharpCompilation code, CancellationToken cancellationToken)
    {
        var crashes = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (error, _, _) =>
            {
                lock (crashes)
                {
                    crashes.Add(error);
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var compilation = code.WithOptions(code.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithSyntaxTreeOptionsProvider(new Severities(Rules)));

        // A validator does not wait for anything but its own work; this one hands it to the analyzers, on a thread that is its own.
        var diagnostics = compilation.WithAnalyzers(_analyzers.Value, options).GetAnalyzerDiagnosticsAsync(cancellationToken).GetAwaiter().GetResult();
        return crashes is [var first, ..] ? throw new InvalidOperationException($"An analyzer of NetAnalyzers crashed: {first.Message}", first) : diagnostics;
    }

    /// <summary>The selected rules are on, also those that are off by default.</summary>
    private sealed class Severities(IReadOnlyList<ValidationRule> rules) : SyntaxTreeOptionsProvider
    {
        private readonly HashSet<string> _ids = [.. rules.Select(static rule => rule.Id)];

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = _ids.Contains(diagnosticId) ? ReportDiagnostic.Warn : ReportDiagnostic.Suppress;
            return true;
        }
    }
}
