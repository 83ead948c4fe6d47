using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>An input as JSON, written when somebody asks first. For one flow.</summary>
internal sealed class NodeInputText<TIn>(NodeInputFormat<TIn>? format, TIn input)
{
    private bool _isWritten;

    /// <summary>The value for the operation; null: nobody can write it.</summary>
    public JsonNode? Value
    {
        get
        {
            if (!_isWritten)
            {
                _isWritten = true;
                field = Write();
            }

            return field;
        }
    }

    private JsonNode? Write()
    {
        if (format is null)
        {
            return input is string text ? JsonValue.Create(text) : null;
        }

        try
        {
            var whole = JsonSerializer.SerializeToNode(input, format.Json);
            return format.Property is null ? whole : (whole as JsonObject)?[format.Property];
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            // What cannot be written is not shown; that the operation failed is said all the same.
            return null;
        }
    }
}
