using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>A map of values.</summary>
internal sealed class MapValue(YamlMapping source, IReadOnlyList<(string Name, ValueTemplate Value)> fields) : ValueTemplate(source)
{
    public IReadOnlyList<(string Name, ValueTemplate Value)> Fields => fields;

    public override IEnumerable<Expression> Expressions => fields.SelectMany(static pair => pair.Value.Expressions);

    public override ValueShape ShapeIn(ExpressionNames names, DiagnosticBag bag) =>
        ValueShape.MapOf([.. fields.Select(pair => (pair.Name, pair.Value.ShapeIn(names, bag)))]);

    public override object? Evaluate(ExpressionScope scope)
    {
        var map = new OrderedDictionary<string, object?>(fields.Count, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            map[name] = value.Evaluate(scope);
        }

        return map;
    }
}
