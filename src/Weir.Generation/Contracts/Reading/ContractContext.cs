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

    /// <summary>Carries all entries of a free map.</summary>
    public void NoteAll(string field, YamlMapping? map)
    {
        foreach (var entry in map?.Entries ?? [])
        {
            Note(field, entry);
        }
    }
}
