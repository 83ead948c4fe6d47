using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Generation.Contracts;
using Weir.Generation.Samples;

namespace Weir.Generation.Code;

/// <summary>What the templates <c>record</c> and <c>enum</c> show.</summary>
internal sealed class ModelViews(Contract contract, PackageNames names, ClrTypes types)
{
    public object Record(RecordType record) => new
    {
        names.Namespace,
        Doc = CSharpText.Summary(record.Description.Length > 0 ? record.Description : $"The model {record.JsonName} of the contract.", 0),
        record.Name,
        record.Closed,
        P = types.Platform,
        Fields = record.Fields.Select(Field).ToArray(),
    };

    public object Enumeration(EnumType choice) => new
    {
        names.Namespace,
        Doc = CSharpText.Summary(choice.Description.Length > 0 ? choice.Description : $"The values of {choice.JsonName}.", 1),
        choice.Name,
        P = types.Platform,
        Members = choice.Members.Select(member => new
        {
            member.Name,
            Doc = CSharpText.Summary("The value " + JsonText.Write(JsonValue.Create(member.Value)) + ".", 2),
            Literal = CSharpText.Literal(member.Value),
        }).ToArray(),
    };

    private object Field(RecordField field)
    {
        var isDefaulted = !field.Required && field.DefaultJson is not null;
        var isNullable = !field.Required && !isDefaulted;
        return new
        {
            Doc = CSharpText.Summary(field.Description.Length > 0 ? field.Description : $"The property {field.JsonName}.", 1, Limits.Describe(field.Type)),
            Json = CSharpText.Literal(field.JsonName),
            Type = types.InModels(field.Type) + (isNullable ? "?" : ""),
            field.Name,
            field.Required,
            IsNullable = isNullable,
            Initial = isDefaulted ? Initial(field.Type, field.DefaultJson!) : null,
        };
    }

    /// <summary>A C# expression for a default that the reader has checked.</summary>
    public string Initial(SchemaType type, string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        switch (type)
        {
            case StringSchema { IsText: true }:
                return CSharpText.Literal(root.GetString()!);
            case NumberSchema { IsInteger: true }:
                return CSharpText.Literal(root.GetInt64());
            case NumberSchema:
                return CSharpText.Literal(root.GetDecimal());
            case BooleanSchema:
                return CSharpText.Literal(root.GetBoolean());
            case NamedSchema named when contract.FindType(named.Name) is EnumType choice:
                var member = choice.Members.First(one => string.Equals(one.Value, root.GetString(), StringComparison.Ordinal));
                return $"global::{names.Namespace}.Models.{choice.Name}.{member.Name}";
            default:
                return $"global::{names.Namespace}.Serialization.{names.Json}.Read<{types.InFull(type)}>({CSharpText.Literal(json)})";
        }
    }
}
