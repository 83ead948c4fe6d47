using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>All models of a contract: the definitions and the two states, and the types that they become.</summary>
internal sealed class SchemaBook
{
    private readonly DiagnosticBag _bag;
    private readonly SchemaReader _reader;
    private readonly UniqueNames _names = new();
    private readonly List<Definition> _definitions = [];
    private readonly List<Definition> _states = [];
    private readonly Dictionary<string, Definition> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Definition> _byClrName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeDraft> _types = new(StringComparer.Ordinal);
    private readonly Queue<(RecordDraft Record, Definition Owner)> _unread = new();
    private readonly List<Definition> _beingRead = [];
    private readonly List<ValueCheck> _checks = [];
    private readonly List<TypeDraft> _derived = [];

    public SchemaBook(DiagnosticBag bag)
    {
        _bag = bag;
        _reader = new SchemaReader(this, bag);
    }

    /// <summary>The regular expressions of this contract.</summary>
    public Patterns Patterns { get; } = new();

    public IEnumerable<string> DefinitionNames => _definitions.Select(definition => definition.JsonName);

    public IReadOnlyDictionary<string, TypeDraft> Types => _types;

    /// <summary>A definition by its name in the contract.</summary>
    public Definition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A definition by its name in the contract or in C#; a state by either of its names.</summary>
    public Definition? FindModel(string name) =>
        Find(name) ?? _byClrName.GetValueOrDefault(name)
        ?? _states.Find(state => string.Equals(state.JsonName, name, StringComparison.Ordinal));

    /// <summary>A state by its name in C#.</summary>
    public Definition? FindState(string clrName) => _states.Find(state => string.Equals(state.ClrName, clrName, StringComparison.Ordinal));

    public IReadOnlyList<Definition> States => _states;

    public IEnumerable<string> ModelNames => DefinitionNames.Concat(_states.Select(state => state.JsonName));

    public void DeclareDefinitions(YamlMapping definitions)
    {
        foreach (var entry in definitions.Entries)
        {
            var clrName = Naming.ToPascalCase(entry.Name);
            if (clrName is null)
            {
                _bag.Error(ContractCodes.NoIdentifier, entry.Key.Position, $"The model {DiagnosticText.Quote(entry.Name)} has no letter or digit, so that it can have no name in C#.");
            }
            if (Declare(entry, Naming.ToTypeName(clrName ?? "Model")) is { } definition)
            {
                _definitions.Add(definition);
                _byName.Add(entry.Name, definition);
            }
        }
    }

    public void DeclareState(YamlEntry entry, string clrName)
    {
        if (Declare(entry, clrName) is { } definition)
        {
            definition.IsState = true;
            _states.Add(definition);
        }
    }

    /// <summary>Reads all models; then the defaults and examples can be checked, and the types built.</summary>
    public void ReadAll()
    {
        foreach (var definition in _definitions.Concat(_states))
        {
            Resolve(definition, definition.Position);
            while (_unread.TryDequeue(out var next))
            {
                _reader.ReadFields(next.Record, next.Owner);
            }
        }
        CheckValues();
        RecordCycles.Report(_definitions.Concat(_states).SelectMany(definition => definition.Types).OfType<RecordDraft>(), _types, _bag);
    }

    /// <summary>What a definition stands for; what is not an object or an enumeration of texts is put in where it is referred to.</summary>
    public SchemaReading Resolve(Definition definition, SourcePosition from)
    {
        if (definition.Reading is { } known)
        {
            return known;
        }
        if (definition.IsBeingRead)
        {
            var path = _beingRead.SkipWhile(other => other != definition).Append(definition).Select(other => other.JsonName);
            _bag.Error(ContractCodes.DefinitionIsItself, from, $"The definition {DiagnosticText.Quote(definition.JsonName)} stands for itself: {string.Join(" → ", path)}.");
            return SchemaReading.Broken;
        }
        definition.IsBeingRead = true;
        _beingRead.Add(definition);
        var site = new SchemaSite(definition, definition.ClrName, definition.JsonName, IsExplicit: true);
        definition.Reading = _reader.Read(definition.Source, site);
        _beingRead.RemoveAt(_beingRead.Count - 1);
        return definition.Reading;
    }

    public RecordDraft AddRecord(YamlMapping source, SchemaSite site, string description)
    {
        var record = new RecordDraft(TakeName(site), site.Path, description, source);
        Add(record, site.Owner.Types);
        _unread.Enqueue((record, site.Owner));
        return record;
    }

    public EnumDraft AddEnum(IReadOnlyList<EnumMember> members, SchemaSite site, string description)
    {
        var enumeration = new EnumDraft(TakeName(site), site.Path, description, members);
        Add(enumeration, site.Owner.Types);
        return enumeration;
    }

    /// <summary>Adds a record without properties that stands for a model that lists none.</summary>
    /// <returns>False when it was there already.</returns>
    public bool AddEmptyRecord(Definition definition)
    {
        if (_types.ContainsKey(definition.ClrName))
        {
            return false;
        }
        var description = definition.Reading?.Description ?? "";
        Add(new RecordDraft(definition.ClrName, definition.JsonName, description, source: null), definition.Types);
        return true;
    }

    /// <summary>Adds a record without properties that no model of the contract stands for.</summary>
    public string AddDerivedRecord(string name, string jsonName, string description)
    {
        var record = new RecordDraft(_names.Take(Naming.ToTypeName(name)), jsonName, description, source: null);
        Add(record, _derived);
        return record.Name;
    }

    public void CheckLater(ValueCheck check) => _checks.Add(check);

    /// <summary>The types in the order of the file. Only to be called when nothing is wrong.</summary>
    public IReadOnlyList<ContractType> Build()
    {
        var builder = new TypeBuilder(_types, Patterns);
        var inside = _definitions.Concat(_states).SelectMany(definition => definition.Types);
        return inside.Concat(_derived).Select(builder.Build).ToList();
    }

    private Definition? Declare(YamlEntry entry, string clrName)
    {
        if (entry.Value is not YamlMapping source)
        {
            _bag.Error(YamlCodes.WrongType, entry.Value.Position, $"The schema of {DiagnosticText.Quote(entry.Name)} must be a map, and it is {YamlFields.Shown(entry.Value)}.");
            return null;
        }
        var definition = new Definition(entry.Name, clrName, source, entry.Key.Position);
        if (_names.TryTake(clrName))
        {
            _byClrName.Add(clrName, definition);
            return definition;
        }
        var other = _byClrName.TryGetValue(clrName, out var first) ? $"the model {DiagnosticText.Quote(first.JsonName)}" : "the node itself";
        _bag.Error(ContractCodes.SameClrName, entry.Key.Position, $"The model {DiagnosticText.Quote(entry.Name)} and {other} both become {clrName} in C#; rename one.");
        return definition;
    }

    private void Add(TypeDraft type, List<TypeDraft> types)
    {
        types.Add(type);
        _types[type.Name] = type;
    }

    private string TakeName(SchemaSite site) => site.IsExplicit ? site.Name : _names.Take(Naming.ToTypeName(site.Name));

    private void CheckValues()
    {
        var checker = new ValueChecker(_types, Patterns);
        foreach (var check in _checks.TakeWhile(_ => !_bag.IsFull))
        {
            var what = check.Code == ContractCodes.Default ? "default" : "example";
            foreach (var (position, text) in checker.FindProblems(check.Value, check.Type))
            {
                _bag.Error(check.Code, position, $"The {what} of {check.Path} does not fit its type: {text}.");
            }
        }
    }
}
