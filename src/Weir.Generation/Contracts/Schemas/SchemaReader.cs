using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>
/// Reads one schema. What would recur without end is put off: a record is only named here and its properties are read later
/// from a queue, so that recursion passes lists and references only, both bounded.
/// </summary>
internal sealed class SchemaReader(SchemaBook book, DiagnosticBag bag)
{
    private const int MaxHeight = 16;
    private const int MaxReferences = 64;
    private const string ReferencePrefix = "#/definitions/";
    private readonly SchemaLimits _limits = new(bag);
    private readonly SchemaEnums _enums = new(bag, book.Patterns);
    private int _references;

    public SchemaReading Read(YamlNode node, SchemaSite site)
    {
        if (node is not YamlMapping map)
        {
            bag.Error(YamlCodes.WrongType, node.Position, $"The schema of {site.Path} must be a map, and it is {YamlFields.Shown(node)}.");
            return SchemaReading.Broken;
        }
        var shape = SchemaShapes.Find(map);
        var fields = new YamlFields(map, site.Path, bag);
        SchemaKeywords.Check(map, shape, site.Path, bag);
        var reading = ReadShape(fields, shape, site);
        if (fields.Text("description") is { } description)
        {
            reading = reading with { Description = description.Text };
        }
        fields.Text("title");
        fields.Text("$comment");
        return ReadValues(fields, reading, site);
    }

    /// <summary>Reads the properties of a record.</summary>
    public void ReadFields(RecordDraft record, Definition owner)
    {
        if (record.Source is not { } source)
        {
            return;
        }
        var fields = new YamlFields(source, record.JsonName, bag);
        record.Closed = fields.Boolean("additionalProperties") == false;
        var properties = fields.Mapping("properties");
        var required = ReadRequired(fields, properties, record);
        foreach (var entry in properties?.Entries ?? [])
        {
            var natural = Naming.ToPascalCase(entry.Name);
            if (natural is null)
            {
                bag.Error(ContractCodes.NoIdentifier, entry.Key.Position, $"The property {DiagnosticText.Quote(entry.Name)} of {record.JsonName} has no letter or digit, so that it can have no name in C#.");
            }
            var site = new SchemaSite(owner, record.Name + (natural?.TrimStart('_') ?? "Field"), $"{record.JsonName}.{DiagnosticText.Quote(entry.Name)[1..^1]}", IsExplicit: false);
            var schema = Read(entry.Value, site);
            record.Add(new FieldDraft(entry.Name, natural ?? "", schema, required.Contains(entry.Name), entry.Key.Position));
        }
        FieldNames.Settle(record, bag);
    }

    private SchemaReading ReadShape(YamlFields fields, SchemaShape shape, SchemaSite site)
    {
        switch (shape)
        {
            case SchemaShape.Reference:
                return ReadReference(fields, site);
            case SchemaShape.Record:
                return new SchemaReading(new NamedSchema(book.AddRecord(fields.Map, site, DescriptionOf(fields)).Name));
            case SchemaShape.FreeObject:
                fields.Boolean("additionalProperties");
                return new SchemaReading(new JsonSchema { MustBeObject = true });
            case SchemaShape.List:
                return ReadList(fields, site);
            case SchemaShape.Text:
                return new SchemaReading(_limits.ReadText(fields, site.Path));
            case SchemaShape.TextEnum:
                return _enums.ReadTexts(fields, _limits.ReadText(fields, site.Path), site.Path) is { } members
                    ? new SchemaReading(new NamedSchema(book.AddEnum(members, site, DescriptionOf(fields)).Name))
                    : SchemaReading.Broken;
            case SchemaShape.WholeNumber or SchemaShape.Number:
                var number = _limits.ReadNumber(fields, shape == SchemaShape.WholeNumber, site.Path);
                return new SchemaReading(number with { Allowed = _enums.ReadNumbers(fields, number, site.Path) });
            case SchemaShape.Boolean:
                return new SchemaReading(new BooleanSchema());
            case SchemaShape.Any:
                return new SchemaReading(new JsonSchema());
            default:
                ReportType(fields, site);
                return SchemaReading.Broken;
        }
    }

    private static string DescriptionOf(YamlFields fields) =>
        fields.Map.TryGet("description", out var entry) && entry.Value is YamlScalar { Kind: YamlScalarKind.Text } text ? text.Text : "";

    private void ReportType(YamlFields fields, SchemaSite site)
    {
        if (fields.Find("type") is not { } type)
        {
            return;
        }
        var known = DiagnosticText.List(SchemaShapes.TypeNames);
        if (type.Value is YamlScalar { Kind: YamlScalarKind.Text } word)
        {
            bag.Error(ContractCodes.UnknownType, word.Position, $"Unknown type {DiagnosticText.Quote(word.Text)} of {site.Path}; the types are {known}.");
            return;
        }
        bag.Error(ContractCodes.UnknownType, type.Value.Position,
            $"'type' of {site.Path} must be one of {known}, and it is {YamlFields.Shown(type.Value)}; what may be null is a property that 'required' does not name.");
    }

    private SchemaReading ReadList(YamlFields fields, SchemaSite site)
    {
        var (least, greatest) = _limits.ReadCounts(fields, site.Path);
        var item = new SchemaReading(new JsonSchema());
        if (fields.Find("items") is { } items)
        {
            item = Read(items.Value, new SchemaSite(site.Owner, site.Name + "Item", site.Path + "[]", IsExplicit: false));
        }
        if (item.Height >= MaxHeight)
        {
            bag.Error(ContractCodes.NestedTooDeep, fields.Position, $"More than {MaxHeight} lists are nested in {site.Path}.");
            return SchemaReading.Broken;
        }
        return new SchemaReading(new ListSchema { Item = item.Type, MinItems = least, MaxItems = greatest })
        {
            Height = item.Height + 1,
            ItemExamples = item.Examples,
            IsBroken = item.IsBroken,
        };
    }

    private SchemaReading ReadReference(YamlFields fields, SchemaSite site)
    {
        if (fields.Text("$ref") is not { } reference)
        {
            return SchemaReading.Broken;
        }
        if (!reference.Text.StartsWith(ReferencePrefix, StringComparison.Ordinal))
        {
            bag.Error(ContractCodes.ReferenceForm, reference.Position, $"A reference has the form '#/definitions/Name', and this one is {DiagnosticText.Quote(reference.Text)}.");
            return SchemaReading.Broken;
        }
        var name = Unescape(reference.Text[ReferencePrefix.Length..]);
        if (book.Find(name) is not { } target)
        {
            bag.Error(ContractCodes.UnknownDefinition, reference.Position, $"There is no definition {DiagnosticText.Quote(name)}{bag.Suggestion(name, book.DefinitionNames)}");
            return SchemaReading.Broken;
        }
        if (_references >= MaxReferences)
        {
            bag.Error(ContractCodes.NestedTooDeep, reference.Position, $"Definitions refer to one another through more than {MaxReferences} steps here.");
            return SchemaReading.Broken;
        }
        _references++;
        var reading = book.Resolve(target, reference.Position);
        _references--;
        return reading;
    }

    // JSON Pointer (RFC 6901) writes '/' as ~1 and '~' as ~0.
    private static string Unescape(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private SchemaReading ReadValues(YamlFields fields, SchemaReading reading, SchemaSite site)
    {
        var examples = new List<YamlNode>();
        if (fields.Find("example") is { } example)
        {
            examples.Add(example.Value);
        }
        examples.AddRange(fields.Sequence("examples")?.Items ?? []);
        foreach (var value in reading.IsBroken ? [] : examples)
        {
            book.CheckLater(new ValueCheck(value, reading.Type, site.Path, ContractCodes.Example));
        }
        var given = fields.Find("default")?.Value;
        if (given is not null && given is not YamlScalar { Kind: YamlScalarKind.Null } && !reading.IsBroken)
        {
            book.CheckLater(new ValueCheck(given, reading.Type, site.Path, ContractCodes.Default));
        }
        return reading with { Default = given ?? reading.Default, Examples = examples.Count > 0 ? examples : reading.Examples };
    }

    private HashSet<string> ReadRequired(YamlFields fields, YamlMapping? properties, RecordDraft record)
    {
        var required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in fields.Texts("required"))
        {
            var quoted = DiagnosticText.Quote(name.Text);
            if (properties is null || !properties.TryGet(name.Text, out _))
            {
                var suggestion = bag.Suggestion(name.Text, (properties?.Entries ?? []).Select(entry => entry.Name));
                bag.Error(ContractCodes.RequiredUndeclared, name.Position, $"'required' of {record.JsonName} names {quoted}, which is no property of it{suggestion}");
            }
            else if (!required.Add(name.Text))
            {
                bag.Error(YamlCodes.ListedTwice, name.Position, $"'required' of {record.JsonName} names {quoted} twice.");
            }
        }
        return required;
    }
}
