namespace Weir.Generation.Contracts.Schemas;

/// <summary>Turns the drafts into the types of the contract, with defaults and examples as JSON.</summary>
internal sealed class TypeBuilder(IReadOnlyDictionary<string, TypeDraft> types, Patterns patterns)
{
    private const int MaxItemsOfExample = 16;
    private readonly ValueChecker _checker = new(types, patterns);

    public ContractType Build(TypeDraft draft) => draft switch
    {
        EnumDraft enumeration => new EnumType
        {
            Name = draft.Name,
            JsonName = draft.JsonName,
            Description = draft.Description,
            Members = enumeration.Members,
        },
        RecordDraft record => new RecordType
        {
            Name = draft.Name,
            JsonName = draft.JsonName,
            Description = draft.Description,
            Closed = record.Closed,
            Fields = record.Fields.Select(BuildField).ToList(),
        },
        _ => throw new InvalidOperationException($"The type {draft.Name} is neither a record nor an enumeration."),
    };

    private RecordField BuildField(FieldDraft field)
    {
        var schema = field.Schema;
        return new RecordField
        {
            JsonName = field.JsonName,
            Name = field.Name,
            Description = schema.Description,
            Type = schema.Type,
            Required = field.Required,
            DefaultJson = FieldDefaults.IsNone(field) ? null : _checker.ToJson(schema.Default!, schema.Type),
            ExamplesJson = BuildExamples(schema),
            Position = field.Position,
        };
    }

    // A list without examples of its own has those of its items, each repeated as often as the list asks for.
    private List<string> BuildExamples(SchemaReading schema)
    {
        if (schema.Examples.Count > 0 || schema.Type is not ListSchema list)
        {
            return schema.Examples.Select(example => _checker.ToJson(example, schema.Type)).OfType<string>().ToList();
        }
        var count = Math.Max(1, list.MinItems ?? 1);
        if (count > Math.Min(MaxItemsOfExample, list.MaxItems ?? MaxItemsOfExample))
        {
            return [];
        }
        return schema.ItemExamples.Select(item => _checker.ToJson(item, list.Item)).OfType<string>()
            .Select(item => "[" + string.Join(',', Enumerable.Repeat(item, count)) + "]").ToList();
    }
}
