using System.Globalization;
using System.Text.Json;

namespace Weir.Yaml.Files;

/// <summary>The values of inputs: from defaults, from code, and from the text of a command line.</summary>
internal static class InputValues
{
    /// <summary>The types as files name them, in the order of <see cref="InputType"/>.</summary>
    public static readonly string[] TypeNames = ["string", "integer", "number", "boolean", "files", "json"];

    /// <summary>What an input holds when the workflow runs.</summary>
    public static ValueShape ShapeOf(InputType type) => type switch
    {
        InputType.Text => ValueShape.Text,
        InputType.WholeNumber => ValueShape.WholeNumber,
        InputType.Number => ValueShape.Number,
        InputType.Boolean => ValueShape.Boolean,
        InputType.Files => ValueShape.ListOf(ValueShape.Text),
        _ => ValueShape.Any,
    };

    /// <summary>What is wrong with a value, to end a sentence; null: nothing.</summary>
    public static string? Wrong(InputDocument input, object? value)
    {
        var fits = (input.Type, value) switch
        {
            (InputType.Text, string) or (InputType.Boolean, bool) or (InputType.Json, _) or (InputType.Files, string) => true,
            (InputType.WholeNumber, long) or (InputType.Number, long or double) => true,
            (InputType.WholeNumber, double number) => number == Math.Truncate(number) && Math.Abs(number) < 1L << 53,
            (InputType.Files, IReadOnlyList<object?> list) => list.All(static item => item is string),
            _ => false,
        };
        return fits ? OutOfRange(input, value) : $"must be {Wanted(input.Type)}, and it is {StepValues.KindOf(value)}";
    }

    /// <summary>The value in the form that steps see.</summary>
    public static object? Fit(InputDocument input, object? value) => (input.Type, value) switch
    {
        (InputType.WholeNumber, double number) => (long)number,
        (InputType.Number, long integer) => (double)integer,
        _ => value,
    };

    /// <summary>What a text of the command line says.</summary>
    /// <exception cref="FormatException">It is not what the input is; the message ends a sentence.</exception>
    public static object? Parse(InputDocument input, string text)
    {
        object? value;
        try
        {
            value = input.Type switch
            {
                InputType.Text or InputType.Files => text,
                InputType.Json => StepValues.Parse(text),
                InputType.Boolean when text is "true" or "false" => text == "true",
                InputType.WholeNumber when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
                InputType.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
                _ => throw new FormatException($"must be {Wanted(input.Type)}, and it is {DiagnosticText.Quote(text)}"),
            };
        }
        catch (JsonException error)
        {
            throw new FormatException($"must be JSON, and is none at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}", error);
        }

        return Wrong(input, value) is { } wrong ? throw new FormatException(wrong) : Fit(input, value);
    }

    private static string? OutOfRange(InputDocument input, object? value)
    {
        if (value is not (long or double) || (input.Minimum ?? input.Maximum) is null)
        {
            return null;
        }

        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return number < (double)(input.Minimum ?? decimal.MinValue) || number > (double)(input.Maximum ?? decimal.MaxValue)
            ? string.Create(CultureInfo.InvariantCulture, $"must be {Range(input)}, and it is {number}")
            : null;
    }

    private static string Range(InputDocument input) => (input.Minimum, input.Maximum) switch
    {
        ({ } least, { } greatest) => string.Create(CultureInfo.InvariantCulture, $"from {least} to {greatest}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"at least {least}"),
        var (_, greatest) => string.Create(CultureInfo.InvariantCulture, $"at most {greatest}"),
    };

    private static string Wanted(InputType type) => type switch
    {
        InputType.Text => "text",
        InputType.WholeNumber => "a whole number",
        InputType.Number => "a number",
        InputType.Boolean => "true or false",
        InputType.Files => "a pattern of paths, or a list of them",
        _ => "JSON",
    };
}
