using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>
/// Gives the properties of a record their C# names: two that become the same are refused, and one that C# does not allow in
/// this record gets <c>Value</c> appended.
/// </summary>
internal static class FieldNames
{
    public static void Settle(RecordDraft record, DiagnosticBag bag)
    {
        var names = new UniqueNames();
        var first = new Dictionary<string, FieldDraft>(StringComparer.Ordinal);
        foreach (var field in record.Fields.Where(field => field.Name.Length > 0))
        {
            if (first.TryAdd(field.Name, field))
            {
                names.TryTake(field.Name);
                continue;
            }
            bag.Error(ContractCodes.SameClrName, field.Position,
                $"The properties {DiagnosticText.Quote(first[field.Name].JsonName)} and {DiagnosticText.Quote(field.JsonName)} of {record.JsonName} both become {field.Name} in C#; rename one.");
        }
        names.TryTake(record.Name);
        foreach (var field in record.Fields.Where(field => Naming.IsReservedInRecord(field.Name, record.Name)))
        {
            field.Name = names.Take(field.Name + "Value");
        }
    }
}
