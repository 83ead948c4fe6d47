using Weir.Generation.Contracts;
using Weir.Tests.Yaml;
using Weir.Yaml;

namespace Weir.Tests.Generation.Contracts;

/// <summary>Contracts in short: the required fields, and what a test adds.</summary>
internal static class Sample
{
    public const string File = "contract.yaml";

    public const string Header = """
        name: NodeFooEffect
        version: {major: 1, minor: 0, patch: 0}
        node_type: effect
        description: A node for the tests.

        """;

    /// <summary>The contract of a text that adds fields to the required ones.</summary>
    public static Contract Read(string more) => ReadWhole(Header + more);

    public static Contract ReadWhole(string text)
    {
        var reading = ContractReader.Read(text, File);
        Assert.DoesNotContain(reading.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.NotNull(reading.Contract);
        return reading.Contract;
    }

    public static IReadOnlyList<Diagnostic> Errors(string more) => ContractReader.Read(Header + more, File).Diagnostics;

    /// <summary>Asserts that the text, its mark taken out, has exactly one finding, of this code, where the mark stood.</summary>
    public static Diagnostic AssertFinding(string code, string marked)
    {
        var (text, line, column) = Marked.Split(marked.ReplaceLineEndings("\n"));
        var reading = ContractReader.Read(text, File);
        var found = string.Join('\n', reading.Diagnostics);
        Assert.True(reading.Diagnostics.Count == 1, $"One finding expected:\n{found}");
        var diagnostic = reading.Diagnostics[0];
        Assert.Equal((code, new SourcePosition(File, line, column)), (diagnostic.Code, diagnostic.Position));
        Assert.Matches("[.?]$", diagnostic.Message);
        Assert.Equal(diagnostic.Severity == DiagnosticSeverity.Error, reading.Contract is null);
        return diagnostic;
    }

    public static RecordType Record(this Contract contract, string name) => Assert.IsType<RecordType>(contract.FindType(name));

    public static RecordField Field(this Contract contract, string record, string name) =>
        contract.Record(record).Fields.Single(field => field.JsonName == name);
}
