using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Weir.Generation.Validation.Analyzing;

/// <summary>Loads the analyzers that report some rules.</summary>
internal static class AnalyzerAssemblies
{
    private static readonly string[] Files = ["Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"];

    /// <exception cref="FileNotFoundException">The assemblies are not beside the program.</exception>
    public static ImmutableArray<DiagnosticAnalyzer> Load(IReadOnlyList<ValidationRule> rules)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "netanalyzers");
        if (Files.FirstOrDefault(file => !File.Exists(Path.Combine(folder, file))) is { } missing)
        {
            throw new FileNotFoundException($"The analyzers are not beside the program: there is no '{Path.Combine(folder, missing)}'; build or install it anew.");
        }

        var loader = new Loader(folder);
        var ids = rules.Select(static rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Files.Select(file => new AnalyzerFileReference(Path.Combine(folder, file), loader))
                .SelectMany(static reference => reference.GetAnalyzers(LanguageNames.CSharp))
                .Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => ids.Contains(rule.Id)))
                .Select(static analyzer => new ThoroughAnalyzer(analyzer)),
        ];
    }

    /// <summary>A context for the two assemblies; what they need of the compiler is that of the program.</summary>
    private sealed class Loader(string folder) : AssemblyLoadContext("netanalyzers"), IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
            // All stand in the one folder, in which Load looks.
        }

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            Files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == assemblyName.Name) is { } file ? LoadFromAssemblyPath(Path.Combine(folder, file)) : null;
    }
}
