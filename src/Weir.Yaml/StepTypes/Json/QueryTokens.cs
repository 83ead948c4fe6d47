using Newtonsoft.Json.Linq;

namespace Weir.Yaml.StepTypes;

/// <summary>
/// The values of steps as Newtonsoft.Json queries them. A query goes through lists and maps by the members that are overridden here, so that one which finds nothing, and
/// gives nobody else a chance to stop it, still ends. Each knows the value it stands for, so that nothing is copied back.
/// </summary>
internal static class QueryTokens
{
    public static JToken Of(object? value, QueryLimit limit) => value switch
    {
        null => JValue.CreateNull(),
        string text => new JValue(text),
        bool flag => new JValue(flag),
        long integer => new JValue(integer),
        double number => new JValue(number),
        IReadOnlyDictionary<string, object?> map => new MapToken(map, limit),
        IReadOnlyList<object?> list => new ListToken(list, limit),
        _ => throw new ArgumentException($"A value of the type {value.GetType()} is none that steps of a workflow file hand on.", nameof(value)),
    };

    public static object? ValueOf(JToken token) => token switch
    {
        MapToken map => map.Map,
        ListToken list => list.List,
        JValue value => value.Value,
        _ => throw new ArgumentException($"A token of the type {token.Type} is no value.", nameof(token)),
    };

    private static IEnumerable<JToken> Watched(JEnumerable<JToken> tokens, QueryLimit limit)
    {
        foreach (var token in tokens)
        {
            limit.Check();
            yield return token;
        }
    }

    private sealed class MapToken : JObject
    {
        private readonly QueryLimit _limit;

        public MapToken(IReadOnlyDictionary<string, object?> map, QueryLimit limit)
        {
            (Map, _limit) = (map, limit);
            foreach (var (name, value) in map)
            {
                limit.Check();
                Add(name, Of(value, limit));
            }
        }

        public IReadOnlyDictionary<string, object?> Map { get; }

        public override bool HasValues
        {
            get
            {
                _limit.Check();
                return base.HasValues;
            }
        }

        public override JEnumerable<JToken> Children() => new(Watched(base.Children(), _limit));
    }

    private sealed class ListToken : JArray
    {
        private readonly QueryLimit _limit;

        public ListToken(IReadOnlyList<object?> list, QueryLimit limit)
        {
            (List, _limit) = (list, limit);
            foreach (var item in list)
            {
                limit.Check();
                Add(Of(item, limit));
            }
        }

        public IReadOnlyList<object?> List { get; }

        public override bool HasValues
        {
            get
            {
                _limit.Check();
                return base.HasValues;
            }
        }

        public override JEnumerable<JToken> Children() => new(Watched(base.Children(), _limit));
    }
}
