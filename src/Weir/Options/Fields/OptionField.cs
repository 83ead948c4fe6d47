using System.Text.Json.Nodes;

namespace Weir;

/// <summary>One option of a layer.</summary>
/// <typeparam name="TLayer">The options of the layer.</typeparam>
/// <param name="name">The name in files.</param>
/// <param name="text">What it means, for the schema.</param>
internal abstract class OptionField<TLayer>(string name, string text)
    where TLayer : class
{
    public string Name => name;

    public string Text => text;

    /// <summary>What values are right.</summary>
    public abstract string Expected { get; }

    /// <summary>Reads the value into the options; what is wrong with it becomes a problem, and the options stay as they are.</summary>
    public abstract TLayer Read(TLayer options, string path, JsonSpot spot, OptionsProblems problems);

    /// <summary>The value that the options have.</summary>
    public abstract JsonNode? ToNode(TLayer options);

    /// <summary>The JSON Schema of the values, without text and default.</summary>
    public abstract JsonObject Schema();
}

/// <summary>One option of a layer, of a kind.</summary>
/// <typeparam name="TLayer">The options of the layer.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class OptionField<TLayer, TValue>(
    string name, OptionKind<TValue> kind, Func<TLayer, TValue> get, Func<TLayer, TValue, TLayer> set, string text) : OptionField<TLayer>(name, text)
    where TLayer : class
{
    public override string Expected => kind.Expected;

    public override TLayer Read(TLayer options, string path, JsonSpot spot, OptionsProblems problems)
    {
        if (!kind.TryRead(spot, out var value))
        {
            problems.Add(OptionsFileCodes.WrongType, spot, $"{path} is {spot.Shown}; it must be {kind.Expected}.");
            return options;
        }

        if (!kind.IsInRange(value))
        {
            problems.Add(OptionsFileCodes.OutOfRange, spot, $"{path} is {spot.Shown}; it must be {kind.Expected}.");
            return options;
        }

        return set(options, value);
    }

    public override JsonNode? ToNode(TLayer options) => kind.ToNode(get(options));

    public override JsonObject Schema() => kind.Schema();
}
