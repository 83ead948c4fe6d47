using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>What <c>default: null</c> means: nothing for a property that may be left out, and an error for one that may not.</summary>
internal static class FieldDefaults
{
    public static bool IsNone(FieldDraft field) => field.Schema.Default is null || (IsNull(field) && !field.Required);

    public static void Report(RecordDraft record, DiagnosticBag bag)
    {
        foreach (var field in record.Fields.Where(field => IsNull(field) && field.Required && field.Schema.Type is not JsonSchema { MustBeObject: false }))
        {
            bag.Error(ContractCodes.Default, field.Schema.Default!.Position, $"The default of {record.JsonName}.{DiagnosticText.Quote(field.JsonName)[1..^1]} is null, and the property is required.");
        }
    }

    private static bool IsNull(FieldDraft field) => field.Schema.Default is YamlScalar { Kind: YamlScalarKind.Null };
}
