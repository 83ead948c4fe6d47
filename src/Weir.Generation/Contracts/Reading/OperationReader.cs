using Weir.Generation.Contracts.Schemas;
using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads <c>io_operations</c> and the operations of the effect subcontract, and finds their models.</summary>
internal sealed class OperationReader(SchemaBook book, ContractContext context)
{
    private const string DefaultName = "execute";
    private const string DefinitionPrefix = "#/definitions/";
    private readonly DiagnosticBag _bag = context.Bag;
    private readonly List<ContractOperation> _operations = [];
    private readonly Dictionary<Definition, string> _records = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<ContractOperation> Read(YamlFields contract, IReadOnlyList<YamlNode> effectOperations)
    {
        foreach (var state in book.States)
        {
            RecordOf(state, state.Position);
        }
        foreach (var fields in contract.FieldsOfItems("io_operations"))
        {
            ReadOperation(fields, isRepeatable: false);
        }
        foreach (var item in effectOperations)
        {
            switch (item)
            {
                case YamlScalar { Kind: YamlScalarKind.Text } name when !_known.Contains(name.Text):
                    Add(name, "", null, null);
                    break;
                case YamlScalar { Kind: YamlScalarKind.Text }:
                    break;
                case YamlMapping map:
                    ReadOperation(new YamlFields(map, "an entry of operations", _bag), isRepeatable: true);
                    break;
                default:
                    _bag.Error(YamlCodes.WrongType, item.Position, $"An entry of 'operations' of effect must be a name or a map, and it is {YamlFields.Shown(item)}.");
                    break;
            }
        }
        if (_operations.Count == 0 && !_bag.HasErrors)
        {
            _operations.Add(Create(DefaultName, "Execute", "", null, null));
        }
        return _operations;
    }

    private void ReadOperation(YamlFields fields, bool isRepeatable)
    {
        var name = fields.RequireText("name");
        var description = fields.Text("description")?.Text ?? "";
        var input = fields.Text("input_model");
        var output = fields.Text("output_model");
        fields.Finish();
        if (name is not null && !(isRepeatable && _known.Contains(name.Text)))
        {
            Add(name, description, input, output);
        }
    }

    private void Add(YamlScalar name, string description, YamlScalar? input, YamlScalar? output)
    {
        var quoted = DiagnosticText.Quote(name.Text);
        if (Naming.ToPascalCase(name.Text) is not { } clrName)
        {
            _bag.Error(ContractCodes.NoIdentifier, name.Position, $"The operation {quoted} has no letter or digit, so that it can have no name in C#.");
            return;
        }
        if (!_names.TryAdd(clrName, name.Text))
        {
            var other = _names[clrName];
            var (code, text) = string.Equals(other, name.Text, StringComparison.Ordinal)
                ? (YamlCodes.ListedTwice, $"The operation {quoted} is listed twice.")
                : (ContractCodes.SameClrName, $"The operations {DiagnosticText.Quote(other)} and {quoted} both become {clrName} in C#; rename one.");
            _bag.Error(code, name.Position, text);
            return;
        }
        _known.Add(name.Text);
        _operations.Add(Create(name.Text, clrName, description, input, output));
    }

    private ContractOperation Create(string name, string clrName, string description, YamlScalar? input, YamlScalar? output) => new()
    {
        Name = name,
        ClrName = clrName,
        Description = description,
        Input = FindModel(input, "InputState") ?? book.AddDerivedRecord(clrName + "Input", name + " input", $"What {name} takes: nothing."),
        Output = FindModel(output, "OutputState") ?? book.AddDerivedRecord(clrName + "Output", name + " output", $"What {name} gives: nothing."),
    };

    private string? FindModel(YamlScalar? name, string state)
    {
        if (name is null)
        {
            return book.FindState(state) is { } given ? RecordOf(given, given.Position) : null;
        }
        var text = name.Text.StartsWith(DefinitionPrefix, StringComparison.Ordinal) ? name.Text[DefinitionPrefix.Length..] : name.Text;
        if (book.FindModel(text) is { } model)
        {
            return RecordOf(model, name.Position);
        }
        _bag.Error(ContractCodes.UnknownModel, name.Position, $"There is no model {DiagnosticText.Quote(text)}{_bag.Suggestion(text, book.ModelNames)}");
        return "";
    }

    // A state is asked for once, so that what is wrong with it is said once, however many operations use it.
    private string RecordOf(Definition model, SourcePosition position)
    {
        if (!model.IsState)
        {
            return FindRecord(model, position);
        }
        if (!_records.TryGetValue(model, out var name))
        {
            name = FindRecord(model, position);
            _records.Add(model, name);
        }
        return name;
    }

    private string FindRecord(Definition model, SourcePosition position)
    {
        var reading = book.Resolve(model, position);
        switch (reading.Type)
        {
            case NamedSchema named when book.Types.TryGetValue(named.Name, out var type) && type is RecordDraft:
                return named.Name;
            case JsonSchema { MustBeObject: true }:
                return UseEmpty(model);
            case JsonSchema when model.IsState && model.Shape == SchemaShape.Any && !reading.IsBroken:
                return UseEmpty(model);
            default:
                if (!reading.IsBroken)
                {
                    _bag.Error(ContractCodes.ModelIsNoObject, position, $"{DiagnosticText.Quote(model.JsonName)} is no object, and what goes into and comes out of an operation is one; make it an object with properties.");
                }
                return "";
        }
    }

    private string UseEmpty(Definition model)
    {
        if (book.AddEmptyRecord(model))
        {
            _bag.Warning(ContractCodes.EmptyModel, model.Position, $"The model {DiagnosticText.Quote(model.JsonName)} lists no properties, so that its record is empty and holds nothing; list them, or write 'properties: {{}}'.");
        }
        return model.ClrName;
    }
}
