using Weir.Generation.Contracts.Reading;
using Weir.Yaml;

namespace Weir.Generation.Contracts;

/// <summary>Reads contracts from YAML. Never throws for what a file contains: all that is wrong with it is reported with its place.</summary>
public static class ContractReader
{
    /// <summary>Reads a contract from the bytes of its file, which must be UTF-8.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The path of the file as the user named it; it stands in every place.</param>
    public static ContractReading Read(ReadOnlySpan<byte> utf8, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Read(YamlReader.Read(utf8, file), file);
    }

    /// <summary>Reads a contract from its text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The path of the file as the user named it; it stands in every place.</param>
    public static ContractReading Read(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        return Read(YamlReader.Read(text, file), file);
    }

    /// <summary>Finds the name of the node without reading the contract; null when there is none or the file cannot be read that far.</summary>
    public static (string Name, SourcePosition Position)? PeekName(ReadOnlySpan<byte> utf8, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ToName(YamlReader.PeekScalar(utf8, file, "name", "node_id"));
    }

    /// <inheritdoc cref="PeekName(ReadOnlySpan{byte}, string)"/>
    public static (string Name, SourcePosition Position)? PeekName(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        return ToName(YamlReader.PeekScalar(text, file, "name", "node_id"));
    }

    private static (string Name, SourcePosition Position)? ToName(YamlScalar? scalar) =>
        scalar is { Kind: YamlScalarKind.Text } ? (scalar.Text, scalar.Position) : null;

    /// <summary>Reads a contract whose YAML was read already.</summary>
    /// <param name="yaml">What reading gave.</param>
    /// <param name="file">The path of the file as the user named it; it stands in every place.</param>
    public static ContractReading Read(YamlReading yaml, string file)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(file);
        var bag = new DiagnosticBag();
        foreach (var diagnostic in yaml.Diagnostics)
        {
            bag.Add(diagnostic);
        }
        if (yaml.Root is not null and not YamlMapping)
        {
            bag.Error(ContractCodes.NotAContract, yaml.Root.Position, $"A contract is a map of fields such as 'name' and 'version', and this file holds {YamlFields.Shown(yaml.Root)}.");
        }
        if (yaml.Root is not null)
        {
            TurningMarks.Report(yaml.Root, bag);
        }
        var contract = yaml.Root is YamlMapping root ? ContractAssembler.Assemble(root, yaml.Text, file, bag) : null;
        var diagnostics = bag.ToList();
        if (contract is null || bag.HasErrors)
        {
            return new ContractReading(null, diagnostics);
        }
        return new ContractReading(contract with { Warnings = diagnostics }, diagnostics);
    }
}
