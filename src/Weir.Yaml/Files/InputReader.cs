using System.Globalization;

namespace Weir.Yaml.Files;

/// <summary>Reads <c>inputs</c>.</summary>
internal sealed class InputReader(DiagnosticBag bag)
{
    private readonly PartReader _parts = new(bag);

    public List<InputDocument> Read(YamlFields workflow)
    {
        var inputs = new List<InputDocument>();
        foreach (var entry in workflow.Mapping("inputs")?.Entries ?? [])
        {
            if (!_parts.Check(entry.Key, "input"))
            {
                continue;
            }

            if (entry.Value is not YamlMapping map)
            {
                bag.Error(YamlCodes.WrongType, entry.Value.Position, $"The input '{entry.Name}' must be a map, such as {{ type: string }}, and it is {YamlFields.Shown(entry.Value)}.");
                continue;
            }

            inputs.Add(Read(entry.Key, new YamlFields(map, $"the input '{entry.Name}'", bag)));
        }

        return inputs;
    }

    private InputDocument Read(YamlScalar name, YamlFields fields)
    {
        fields.Require("type");
        var type = fields.Word("type", InputValues.TypeNames) is { } word ? (InputType)Array.IndexOf(InputValues.TypeNames, word) : InputType.Json;
        var input = new InputDocument(name, type)
        {
            Description = fields.Text("description")?.Text,
            Minimum = fields.Number("minimum", decimal.MinValue, decimal.MaxValue),
            Maximum = fields.Number("maximum", decimal.MinValue, decimal.MaxValue),
            IsSecret = fields.Boolean("secret") ?? false,
        };
        CheckRange(input, fields);
        var given = fields.Find("default");
        fields.Finish();
        return given is null ? input : WithDefault(input, given.Value);
    }

    private void CheckRange(InputDocument input, YamlFields fields)
    {
        if ((input.Minimum ?? input.Maximum) is not null && input.Type is not (InputType.WholeNumber or InputType.Number))
        {
            bag.Error(WorkflowCodes.Input, fields.Position, $"'minimum' and 'maximum' are for numbers, and the input '{input.Name.Text}' is none.");
        }

        if (input.Minimum > input.Maximum)
        {
            bag.Error(WorkflowCodes.Input, fields.Position, string.Create(CultureInfo.InvariantCulture, $"The minimum of the input '{input.Name.Text}', {input.Minimum}, is more than its maximum, {input.Maximum}."));
        }
    }

    private InputDocument WithDefault(InputDocument input, YamlNode node)
    {
        var value = new ValueReader(new SourceText(""), new DiagnosticBag()).Read(node);
        if (!value.IsLiteral)
        {
            bag.Error(WorkflowCodes.Input, node.Position, $"The default of the input '{input.Name.Text}' must be a value, not an expression.");
            return input;
        }

        var plain = value.Evaluate(null!);
        if (InputValues.Wrong(input, plain) is { } wrong)
        {
            bag.Error(WorkflowCodes.Input, node.Position, $"The default of the input '{input.Name.Text}' {wrong}.");
            return input;
        }

        return input with { Default = InputValues.Fit(input, plain), HasDefault = true };
    }
}
