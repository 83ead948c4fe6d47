using System.Collections.ObjectModel;
using Weir.Generation.Contracts;

namespace Weir.Generation.StepTypes;

/// <summary>A contract as a value of steps. It remembers the contract that it was made of, so that the steps of one run read the text once; the text alone says all of it.</summary>
internal sealed class ContractValue : ReadOnlyDictionary<string, object?>
{
    private readonly Contract _contract;

    private ContractValue(Contract contract)
        : base(FieldsOf(contract)) => _contract = contract;

    public static ValueShape Shape { get; } = ValueShape.MapOf(
        ("name", ValueShape.Text),
        ("kind", ValueShape.Text),
        ("version", ValueShape.Text),
        ("file", ValueShape.Text),
        ("text", ValueShape.Text),
        ("warnings", DiagnosticValues.Shape));

    public static ContractValue Of(Contract contract) => new(contract);

    /// <summary>The contract of a value; one that came from a journal, or was put together in a file, is read from its text.</summary>
    /// <exception cref="ArgumentException">It is no map with <c>file</c> and <c>text</c>.</exception>
    /// <exception cref="ContractRefusedException">The text is no contract.</exception>
    public static Contract Read(IReadOnlyDictionary<string, object?> value)
    {
        if (value is ContractValue known)
        {
            return known._contract;
        }

        var fields = IssueValues.Fields(value, "A contract");
        return ContractRefusedException.Demand(ContractReader.Read(fields.Text("text"), fields.Text("file")), []);
    }

    private static OrderedDictionary<string, object?> FieldsOf(Contract contract) => new()
    {
        ["name"] = contract.Name,
        ["kind"] = contract.Kind.ToString().ToLowerInvariant(),
        ["version"] = contract.Version.ToString(),
        ["file"] = contract.File,
        ["text"] = contract.Text,
        ["warnings"] = DiagnosticValues.Of(contract.Warnings),
    };
}
