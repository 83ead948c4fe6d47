using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads what a contract says of its node and nothing acts on by itself: <c>endpoints</c> and <c>performance_targets</c>. They become constants.</summary>
internal sealed class FactReader(ContractContext context)
{
    private const string Targets = "performance_targets";

    public List<ContractTarget> Read(YamlFields contract)
    {
        context.NoteAll("endpoints", contract.Mapping("endpoints"));
        var targets = new List<ContractTarget>();
        foreach (var entry in contract.Mapping(Targets)?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { Kind: YamlScalarKind.Text or YamlScalarKind.WholeNumber or YamlScalarKind.Number } value)
            {
                context.Note(Targets, entry);
                targets.Add(new ContractTarget(entry.Name, value.TryGetDecimal(out var number) ? number : null, value.Text));
                continue;
            }
            context.Bag.Error(YamlCodes.WrongType, entry.Value.Position,
                $"The performance target {DiagnosticText.Quote(entry.Name)} must be a number or text, and it is {YamlFields.Shown(entry.Value)}.");
        }
        return targets;
    }
}
