using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Weir;

/// <summary>How the values of one pipeline are written and read, by their declared types.</summary>
internal sealed class CodecTable
{
    /// <summary>What can be written without saying how.</summary>
    public static readonly CodecTable Basic = new(null);

    private readonly JsonSerializerOptions _options;

    public CodecTable(JsonSerializerOptions? options)
    {
        _options = options is null
            ? new JsonSerializerOptions { TypeInfoResolver = BasicJson.Resolver }
            : new JsonSerializerOptions(options)
            {
                TypeInfoResolver = JsonTypeInfoResolver.Combine(options.TypeInfoResolver, BasicJson.Resolver),
                WriteIndented = false,
            };
        _options.MakeReadOnly();
    }

    public bool Has(Type type) => _options.TryGetTypeInfo(type, out _);

    public void Write(Utf8JsonWriter writer, object? value, Type type) => JsonSerializer.Serialize(writer, value, _options.GetTypeInfo(type));

    /// <exception cref="JsonException">The text is no value of the type.</exception>
    public object? Read(JsonElement text, Type type) => text.Deserialize(_options.GetTypeInfo(type));
}
