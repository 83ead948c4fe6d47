using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Generation.Contracts;

namespace Weir.Tests.Generation.Hostile;

/// <summary>Contracts with hostile texts wherever a contract takes text, and with hostile names wherever it takes a name.</summary>
internal static class HostileContract
{
    public const string Namespace = "Nodes.HostileEffect.";

    /// <summary>Every text as description, default, value, pattern, name of a property, setting, state, route, component, service.</summary>
    public static string OfTexts(IReadOnlyList<string> texts)
    {
        var all = string.Join(' ', texts);
        var lines = new StringBuilder(Head(all + " and ten more characters"));
        lines.AppendLine(Invariant($"capabilities: [{Join(texts, static (text, _) => $"{{ name: {Quote(text)}, description: {Quote(text)} }}")}]"));
        lines.AppendLine(Invariant($"dependencies: {{ services: [{Join(Written(texts).TakeLast(20), static (text, _) => $"{{ name: {Quote("service " + text)}, description: {Quote(text)} }}")}] }}"));
        lines.AppendLine(Invariant($"configuration: {{ {Join(texts, static (text, at) => $"{Quote($"s{at} {text}")}: {{ default: {Quote(text)}, description: {Quote(text)}, type: string, {Quote("note " + text)}: {Quote(text)} }}")} }}"));
        lines.AppendLine(Invariant($"endpoints: {{ {Join(texts, static (text, at) => $"{Quote($"{at} {text}")}: [{Quote(text)}]")} }}"));
        lines.AppendLine(Invariant($"health_checks: {{ components: [{Join(Written(texts).Take(35), static (text, _) => $"{{ name: {Quote(text)}, critical: false }}")}] }}"));
        lines.AppendLine(Invariant($"subcontracts: {{ fsm: {{ states: [{Join(texts, static (text, _) => Quote(text))}], transitions: [{Join(texts, (text, at) => $"[{Quote(text)}, {Quote(texts[(at + 1) % texts.Count])}]")}] }}, routing: {{ routes: [{Join(texts, static (text, _) => Quote(text))}] }} }}"));
        lines.AppendLine(Invariant($"advanced_features: {{ dead_letter_queue: {{ topic_suffix: {Quote(texts[0])} }}, circuit_breaker: {{ services: [{Join(texts, static (text, _) => Quote(text))}] }}, security_validation: {{ redact_fields: [{Join(texts, static (text, _) => Quote(text))}], forbidden_patterns: [{Join(Short(texts), static (text, _) => Quote(Regex.Escape(text)))}] }} }}"));
        lines.AppendLine("definitions:");
        lines.AppendLine(Invariant($"  Texts: {{ type: object, description: {Quote(all)}, properties: {{ {Join(texts, static (text, at) => $"t{at}: {{ type: string, default: {Quote(text)}, description: {Quote(text)}, example: {Quote(text)}, $comment: {Quote(text)} }}")} }} }}"));
        lines.AppendLine(Invariant($"  Keys: {{ type: object, required: [{Join(texts, static (text, at) => Quote($"p{at} {text}"))}], properties: {{ {Join(texts, static (text, at) => $"{Quote($"p{at} {text}")}: {{ type: string, title: {Quote(text)} }}")} }} }}"));
        lines.AppendLine(Invariant($"  Patterns: {{ type: object, properties: {{ {Join(Short(texts), static (text, at) => $"p{at}: {{ type: string, pattern: {Quote(Regex.Escape(text))} }}")} }} }}"));
        lines.AppendLine(Invariant($"  Choice: {{ type: string, description: {Quote(all)}, enum: [{Join(texts, static (text, _) => Quote(text))}] }}"));
        lines.AppendLine(Invariant($"  Chosen: {{ type: object, properties: {{ {Join(texts, static (text, at) => $"c{at}: {{ $ref: '#/definitions/Choice', default: {Quote(text)} }}")} }} }}"));
        lines.AppendLine(Invariant($"  {Quote("Model " + texts[0])}: {{ type: object, description: {Quote(all)} }}"));
        lines.AppendLine("io_operations:");
        foreach (var (text, at) in texts.Select(static (text, at) => (text, at)).Take(8))
        {
            lines.AppendLine(Invariant($"  - {{ name: {Quote($"op{at} {text}")}, description: {Quote(text)}, input_model: Texts, output_model: Chosen }}"));
        }

        return lines.ToString();
    }

    /// <summary>Every name as a model, and, each different in C#, as property, value, setting and state; all of them, or those given, as operation and component.</summary>
    public static string OfNames(IEnumerable<string> given, IEnumerable<string>? operations = null)
    {
        string[] names = [.. given.Where(static name => Naming.ToPascalCase(name) is not null).DistinctBy(static name => Naming.ToPascalCase(name))];
        string[] called = [.. operations ?? names];
        var lines = new StringBuilder(Head("A contract of hostile names."));
        lines.AppendLine(Invariant($"configuration: {{ {Join(names, static (name, _) => $"{Quote(name)}: {{ default: 1 }}")} }}"));
        lines.AppendLine(Invariant($"health_checks: {{ components: [{Join(called, static (name, _) => $"{{ name: {Quote(name)} }}")}] }}"));
        lines.AppendLine(Invariant($"subcontracts: {{ fsm: {{ states: [{Join(names, static (name, _) => Quote(name))}] }}, routing: {{ routes: [{Join(names, static (name, _) => Quote(name))}] }} }}"));
        lines.AppendLine("definitions:");
        lines.AppendLine(Invariant($"  Words: {{ type: string, enum: [{Join(names, static (name, _) => Quote(name))}] }}"));
        lines.AppendLine(Invariant($"  Everything: {{ type: object, required: [{Join(names.Take(names.Length / 2), static (name, _) => Quote(name))}], properties: {{ {Join(names, static (name, at) => $"{Quote(name)}: {Schema(at)}")} }} }}"));
        foreach (var (name, at) in names.Select(static (name, at) => (name, at)))
        {
            lines.AppendLine(Invariant($"  {Quote(name)}: {{ type: object, properties: {{ {Quote(name)}: {{ $ref: {Quote("#/definitions/" + names[(at + 1) % names.Length])} }}, other: {Schema(at)} }} }}"));
        }

        lines.AppendLine("io_operations:");
        foreach (var (name, at) in called.Select(static (name, at) => (name, at)))
        {
            lines.AppendLine(Invariant($"  - {{ name: {Quote(name)}, input_model: {Quote(names[at])}, output_model: {(at == 0 ? "Everything" : Quote(names[names.Length - at]))} }}"));
        }

        return lines.ToString();
    }

    /// <summary>A text as YAML, everything but plain ASCII escaped, so that a test sees what it says.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append((char)rune.Value),
                >= 0x20 and < 0x7F => quoted.Append((char)rune.Value),
                <= 0xFFFF => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static string Schema(int at) => (at % 9) switch
    {
        0 => "{ type: string, pattern: \"^[a-z]{2}$\" }",
        1 => "{ type: string, format: date-time }",
        2 => "{ type: integer, minimum: 1 }",
        3 => "{ type: array, maxItems: 3, items: { type: string, format: uuid } }",
        4 => "{ type: object }",
        5 => "{ type: string, enum: [a, b], default: b }",
        6 => "{ type: number, maximum: 9.5 }",
        7 => "{ $ref: '#/definitions/Words' }",
        _ => "{ type: string, format: date }",
    };

    private static string Head(string description) => Invariant($"name: NodeHostileEffect\nnode_type: effect\nversion: 1.0.0\ndescription: {Quote(description)}\n");

    // A component without a name is refused, and so is one that is only spaces. More than 55 are a longer list than production allows.
    private static IEnumerable<string> Written(IEnumerable<string> texts) => texts.Where(static text => !string.IsNullOrWhiteSpace(text));

    // A pattern has at most a thousand characters.
    private static IEnumerable<string> Short(IEnumerable<string> texts) => texts.Where(static text => text.Length < 500);

    private static string Join(IEnumerable<string> texts, Func<string, int, string> write) => string.Join(", ", texts.Select(write));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
