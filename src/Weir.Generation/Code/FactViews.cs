using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>Constants of what a contract says of its node: events, endpoints, targets, metadata and capabilities, a class each.</summary>
internal sealed class FactViews(Contract contract, PackageNames names)
{
    private const string Template = "node/constants";

    public IEnumerable<CodePart> Sources => new[]
    {
        Texts(names.Events, "The names of the events", EventNames(), static name => $"The event {name}."),
        Texts(names.Endpoints, "The endpoints", Notes("endpoints"), static name => $"The endpoint {name}."),
        Texts(names.Metadata, "The metadata", Notes("metadata"), static name => $"The metadata {name}."),
        Texts(names.Capabilities, "What the contract says of the capabilities", contract.Capabilities.Select(static one => (one.Name, one.Description)), static name => $"The capability {name}."),
        Targets(),
    }.OfType<CodePart>();

    private CodePart? Targets()
    {
        var members = Naming.ToMembers(contract.Targets.Select(static target => target.Name), names.Targets).Zip(contract.Targets, static (member, target) => new
        {
            member.Name,
            Doc = CSharpText.Summary($"The target {target.Name}.", 1),
            Type = target.Number is null ? "string" : "decimal",
            Value = target.Number is { } number ? CSharpText.Literal(number) : CSharpText.Literal(target.Text),
        }).ToArray();
        return members.Length == 0 ? null : Part(names.Targets, "The targets of performance", members);
    }

    private CodePart? Texts(string name, string what, IEnumerable<(string Name, string Text)> facts, Func<string, string> doc)
    {
        var all = facts.ToArray();
        var members = Naming.ToMembers(all.Select(static fact => fact.Name), name).Zip(all, (member, fact) => new
        {
            member.Name,
            Doc = CSharpText.Summary(doc(fact.Name), 1),
            Type = "string",
            Value = CSharpText.Literal(fact.Text),
        }).ToArray();
        return members.Length == 0 ? null : Part(name, what, members);
    }

    private CodePart Part(string name, string what, object members) => new($"{name}.g.cs", Template, new
    {
        names.Namespace,
        Class = name,
        Doc = CSharpText.Summary($"{what} of {names.Node}.", 0),
        Members = members,
    });

    private IEnumerable<(string Name, string Text)> EventNames() => contract.Events is { } events
        ? events.Consumed.Union(events.Produced, StringComparer.Ordinal).Select(static name => (name, name))
        : [];

    private IEnumerable<(string Name, string Text)> Notes(string field) =>
        contract.Notes.Where(note => note.Field == field).Select(static note => (note.Name, note.Text));
}
