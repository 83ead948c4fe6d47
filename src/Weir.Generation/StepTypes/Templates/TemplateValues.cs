using System.Collections;

namespace Weir.Generation.StepTypes;

/// <summary>
/// The values of steps as templates see them: read only, and stopped when the step is to stop. A loop inside of loops over long lists may go on for years without writing
/// anything; every value that it looks at comes from here.
/// </summary>
internal static class TemplateValues
{
    public static object? Of(object? value, CancellationToken cancellationToken) => value switch
    {
        IReadOnlyDictionary<string, object?> map => new MapView(map, cancellationToken),
        IReadOnlyList<object?> list => new ListView(list, cancellationToken),
        _ => value,
    };

    /// <summary>A value inside of a text: as everywhere in workflow files.</summary>
    public static string ToText(object? value) => StepValues.ToText(value switch
    {
        MapView view => view.Map,
        ListView view => view.List,
        _ => value,
    });

    private sealed class MapView(IReadOnlyDictionary<string, object?> map, CancellationToken cancellationToken) : IReadOnlyDictionary<string, object?>
    {
        public IReadOnlyDictionary<string, object?> Map => map;

        public IEnumerable<string> Keys => map.Keys;

        public IEnumerable<object?> Values => this.Select(static pair => pair.Value);

        public int Count => map.Count;

        public object? this[string key] => View(map[key]);

        public bool ContainsKey(string key) => map.ContainsKey(key);

        public bool TryGetValue(string key, out object? value)
        {
            var isThere = map.TryGetValue(key, out var found);
            value = View(found);
            return isThere;
        }

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => map.Select(pair => KeyValuePair.Create(pair.Key, View(pair.Value))).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private object? View(object? value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Of(value, cancellationToken);
        }
    }

    private sealed class ListView(IReadOnlyList<object?> list, CancellationToken cancellationToken) : IReadOnlyList<object?>
    {
        public IReadOnlyList<object?> List => list;

        public int Count => list.Count;

        public object? this[int index] => View(list[index]);

        public IEnumerator<object?> GetEnumerator() => list.Select(View).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private object? View(object? value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Of(value, cancellationToken);
        }
    }
}
