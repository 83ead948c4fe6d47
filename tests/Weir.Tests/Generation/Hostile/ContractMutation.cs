using System.Text.Json.Nodes;
using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Tests.Generation.Hostile;

/// <summary>Changes the structure of a contract at random, from a seed: what is deleted, doubled, swapped, given another type, another name, a hostile text.</summary>
internal sealed class ContractMutation
{
    private static readonly string[] Values = ["null", "true", "0", "-1", "1.5", "79228162514264337593543950335", "\"\"", "[]", "{}", "[[]]", "[null]", "{\"a\":{\"b\":[1]}}"];

    private static readonly string[] Keys =
        ["type", "$ref", "enum", "items", "required", "properties", "default", "pattern", "minimum", "minLength", "maxItems", "format", "name", "description", "input_model", "additionalProperties", "example"];

    private readonly Random _random;

    private ContractMutation(Random random) => _random = random;

    /// <summary>The contract as a tree that can be changed.</summary>
    public static JsonObject Parse(string yaml) => JsonNode.Parse(JsonTexts.FromAny(YamlReader.Read(yaml, "contract.yaml").Root!))!.AsObject();

    /// <summary>The changed contract as YAML.</summary>
    public static string Write(JsonObject contract, Random random)
    {
        var root = contract.DeepClone();
        var mutation = new ContractMutation(random);
        for (var turn = random.Next(1, 4); turn > 0; turn--)
        {
            mutation.Change(root.AsObject());
        }

        return Yaml(root);
    }

    private void Change(JsonObject root)
    {
        var slots = Slots(root).ToArray();
        if (slots.Length == 0)
        {
            return;
        }

        var slot = slots[_random.Next(slots.Length)];
        var other = slots[_random.Next(slots.Length)];
        switch (_random.Next(7))
        {
            case 0:
                slot.Remove();
                break;
            case 1:
                slot.Add(slot.Value?.DeepClone(), Name());
                break;
            case 2:
                var (first, second) = (slot.Value?.DeepClone(), other.Value?.DeepClone());
                slot.Set(second);
                if (other.IsIn(root))
                {
                    other.Set(first);
                }

                break;
            case 3:
                slot.Set(JsonNode.Parse(Pick(Values)));
                break;
            case 4:
                slot.Set(Pick(HostileTexts.All));
                break;
            case 5:
                var value = slot.Value?.DeepClone();
                slot.Remove();
                slot.Add(value, Name());
                break;
            default:
                slot.Set(other.Value?.DeepClone());
                break;
        }
    }

    private string Name() => Pick(_random.Next(3) switch { 0 => HostileTexts.All, 1 => HostileTexts.Names, _ => Keys });

    private string Pick(string[] items) => items[_random.Next(items.Length)];

    private static IEnumerable<Slot> Slots(JsonNode? node) => node switch
    {
        JsonObject map => map.Select(one => new Slot(map, one.Key, -1)).ToArray().SelectMany(static one => Slots(one.Value).Prepend(one)),
        JsonArray list => Enumerable.Range(0, list.Count).Select(at => new Slot(list, "", at)).SelectMany(static one => Slots(one.Value).Prepend(one)),
        _ => [],
    };

    private static string Yaml(JsonNode? node) => node switch
    {
        JsonObject map => "{" + string.Join(", ", map.Select(static one => HostileContract.Quote(one.Key) + ": " + Yaml(one.Value))) + "}",
        JsonArray list => "[" + string.Join(", ", list.Select(Yaml)) + "]",
        JsonValue value when value.TryGetValue<string>(out var text) => HostileContract.Quote(text),
        null => "null",
        _ => node.ToJsonString(),
    };

    /// <summary>A place of a tree that holds a value.</summary>
    private sealed record Slot(JsonNode Holder, string Key, int At)
    {
        public JsonNode? Value => Holder is JsonObject map ? map[Key] : Holder[At];

        public bool IsIn(JsonNode root)
        {
            var top = Holder;
            while (top.Parent is { } parent)
            {
                top = parent;
            }

            return ReferenceEquals(top, root) && (Holder is JsonObject map ? map.ContainsKey(Key) : At < ((JsonArray)Holder).Count);
        }

        public void Set(JsonNode? value)
        {
            if (Holder is JsonObject map)
            {
                map[Key] = value;
            }
            else
            {
                Holder[At] = value;
            }
        }

        public void Remove()
        {
            if (Holder is JsonObject map)
            {
                map.Remove(Key);
            }
            else
            {
                ((JsonArray)Holder).RemoveAt(At);
            }
        }

        public void Add(JsonNode? value, string name)
        {
            if (Holder is JsonObject map)
            {
                map[name] = value;
            }
            else
            {
                ((JsonArray)Holder).Add(value);
            }
        }
    }
}
