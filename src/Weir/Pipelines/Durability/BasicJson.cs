using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Weir;

/// <summary>The types that every pipeline can keep without saying how.</summary>
internal sealed class BasicJson : IJsonTypeInfoResolver
{
    public static readonly BasicJson Resolver = new();

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        JsonTypeInfo Value<T>(JsonConverter<T> converter) => JsonMetadataServices.CreateValueInfo<T>(options, converter);
        return type switch
        {
            _ when type == typeof(bool) => Value(JsonMetadataServices.BooleanConverter),
            _ when type == typeof(int) => Value(JsonMetadataServices.Int32Converter),
            _ when type == typeof(long) => Value(JsonMetadataServices.Int64Converter),
            _ when type == typeof(double) => Value(JsonMetadataServices.DoubleConverter),
            _ when type == typeof(float) => Value(JsonMetadataServices.SingleConverter),
            _ when type == typeof(decimal) => Value(JsonMetadataServices.DecimalConverter),
            _ when type == typeof(string) => Value(JsonMetadataServices.StringConverter),
            _ when type == typeof(byte[]) => Value(JsonMetadataServices.ByteArrayConverter),
            _ when type == typeof(Guid) => Value(JsonMetadataServices.GuidConverter),
            _ when type == typeof(Uri) => Value(JsonMetadataServices.UriConverter),
            _ when type == typeof(DateTime) => Value(JsonMetadataServices.DateTimeConverter),
            _ when type == typeof(DateTimeOffset) => Value(JsonMetadataServices.DateTimeOffsetConverter),
            _ when type == typeof(DateOnly) => Value(JsonMetadataServices.DateOnlyConverter),
            _ when type == typeof(TimeOnly) => Value(JsonMetadataServices.TimeOnlyConverter),
            _ when type == typeof(TimeSpan) => Value(JsonMetadataServices.TimeSpanConverter),
            _ when type == typeof(JsonElement) => Value(JsonMetadataServices.JsonElementConverter),
            _ when type == typeof(IReadOnlyList<string>) => Value(new TextListConverter()),
            _ => null,
        };
    }

    /// <summary>What a router gives.</summary>
    private sealed class TextListConverter : JsonConverter<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var texts = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                texts.Add(reader.GetString()!);
            }

            return texts;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var text in value)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
        }
    }
}
