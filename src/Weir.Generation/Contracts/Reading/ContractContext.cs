using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>What all readers of one contract share: where findings and notes go.</summary>
internal sealed class ContractContext(DiagnosticBag bag)
{
    private readonly List<ContractNote> _notes = [];

    public DiagnosticBag Bag { get; } = bag;

    public IReadOnlyList<ContractNote> Notes => _notes;

    /// <summary>Carries a value into the README of the package.</summary>
    public void Note(string field, string name, string text) => _notes.Add(new ContractNote(field, name, text));

    /// <summary>Carries a value, if there is one.</summary>
    public void Note(string field, YamlEntry? entry)
    {
        if (entry is not null)
        {
            Note(field, entry.Name, JsonTexts.ToPlainText(entry.Value));
        }
    }

    /// <summary>Warns that a field changes nothing.</summary>
    /// <param name="field">The field with what it stands in, such as <c>template.patterns</c>.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="why">Why, and what would do instead: the rest of the sentence.</param>
    public void NoEffect(string field, SourcePosition position, string why) =>
        Warn(ContractCodes.NoEffect, position, $"{DiagnosticText.Quote(field)} has no effect: {why}.");

    /// <summary>Warns of what the parts say together. As long as there are errors nobody knows that, so nothing is said.</summary>
    public void Warn(string code, SourcePosition position, string message)
    {
        if (!Bag.HasErrors)
        {
            Bag.Warning(code, position, message);
        }
    }

    /// <summary>The names of a list, each once; one that stands again is reported.</summary>
    public List<string> Distinct(IEnumerable<YamlScalar> names, string what)
    {
        var distinct = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (seen.Add(name.Text))
            {
                distinct.Add(name.Text);
                continue;
            }
            Bag.Error(YamlCodes.ListedTwice, name.Position, $"The {what} {DiagnosticText.Quote(name.Text)} is listed twice.");
        }
        return distinct;
    }

    /// <summary>Carries all entries of a free map.</summary>
    public void NoteAll(string field, YamlMapping? map)
    {
        foreach (var entry in map?.Entries ?? [])
        {
            Note(field, entry);
        }
    }
}
