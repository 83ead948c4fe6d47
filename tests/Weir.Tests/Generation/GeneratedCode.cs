using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;

namespace Weir.Tests.Generation;

/// <summary>Contracts of the tests, and the code they give, compiled in memory: the node with its models, and its tests.</summary>
internal static class GeneratedCode
{
    /// <summary>What generated code and its tests are compiled against.</summary>
    public static MetadataReference[] References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("xunit.v3", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Append(typeof(Executor).Assembly.Location)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>A contract whose head is right and whose rest is given.</summary>
    public static string Yaml(string rest = "", string name = "NodeSampleEffect", string kind = "effect") => $$"""
        schema_version: v2.0.0
        name: {{name}}
        node_type: {{kind}}
        version: { major: 1, minor: 2, patch: 3 }
        description: A contract of the tests.

        """ + rest;

    public static Contract Read(string yaml)
    {
        var reading = ContractReader.Read(yaml, "contract.yaml");
        Assert.True(reading.Contract is not null, string.Join('\n', reading.Diagnostics.Where(static one => one.Severity == Weir.Yaml.DiagnosticSeverity.Error)));
        return reading.Contract;
    }

    /// <summary>All C# of a package; with or without its tests.</summary>
    public static IReadOnlyList<GeneratedFile> Write(Contract contract, bool withTests = true)
    {
        var code = new PackageCode(contract, new TemplateCatalog());
        List<GeneratedFile> files = [.. code.Models(), .. code.Validators()];
        if (withTests)
        {
            files.AddRange(code.Tests().Files);
        }

        return files;
    }

    public static CSharpCompilation Compile(IEnumerable<GeneratedFile> files) => CSharpCompilation.Create(
        "Generated",
        files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), new CSharpParseOptions(LanguageVersion.Latest), file.Path)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error)
            .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    /// <summary>The warnings and errors of code and tests together.</summary>
    public static IReadOnlyList<string> Problems(string yaml) =>
        [.. Compile(Write(Read(yaml))).Emit(Stream.Null, cancellationToken: Some.Token).Diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning).Select(one => one.ToString())];

    public static Assembly Load(IEnumerable<GeneratedFile> files)
    {
        using var stream = new MemoryStream();
        EmitResult result = Compile(files).Emit(stream, cancellationToken: Some.Token);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
    }
}
