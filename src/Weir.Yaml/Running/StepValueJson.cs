using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Weir.Yaml.Files;

/// <summary>How a journal keeps the values that steps hand on: as JSON, with secrets masked.</summary>
internal sealed class StepValueJson(SecretMask secrets) : IJsonTypeInfoResolver
{
    public static JsonSerializerOptions OptionsOf(SecretMask secrets) => new() { TypeInfoResolver = new StepValueJson(secrets) };

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(object) ? Value<object?>(options)
        : type == typeof(IReadOnlyList<object?>) ? Value<IReadOnlyList<object?>>(options)
        : type == typeof(string) ? Value<string>(options)
        : null;

    private JsonTypeInfo<T> Value<T>(JsonSerializerOptions options) => JsonMetadataServices.CreateValueInfo<T>(options, new Converter<T>(secrets));

    private sealed class Converter<T>(SecretMask secrets) : JsonConverter<T>
    {
        public override bool HandleNull => true;

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            StepValues.FromJson(JsonElement.ParseValue(ref reader)) switch
            {
                T value => value,
                null => default,
                _ => throw new JsonException($"A value of a journal is no {typeof(T).Name}."),
            };

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => StepValues.Write(writer, secrets.Apply((object?)value));
    }
}
