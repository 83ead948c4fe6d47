using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>
/// Finds records of which no value can exist, since each needs another one of its own kind first. Depth-first over the required
/// properties, with a stack of its own instead of recursion; an edge back to a record on the path is a cycle.
/// </summary>
internal static class RecordCycles
{
    private const int MaxShown = 20;

    public static void Report(IEnumerable<RecordDraft> records, IReadOnlyDictionary<string, TypeDraft> types, DiagnosticBag bag)
    {
        var done = new HashSet<RecordDraft>();
        foreach (var record in records)
        {
            FieldDefaults.Report(record, bag);
            if (!done.Contains(record))
            {
                Walk(record, types, done, bag);
            }
        }
    }

    private static void Walk(RecordDraft start, IReadOnlyDictionary<string, TypeDraft> types, HashSet<RecordDraft> done, DiagnosticBag bag)
    {
        var path = new List<Visit> { new(start) };
        var onPath = new HashSet<RecordDraft> { start };
        while (path.Count > 0)
        {
            var visit = path[^1];
            if (visit.Next >= visit.Record.RequiredFields.Count)
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(visit.Record);
                done.Add(visit.Record);
                continue;
            }
            var field = visit.Record.RequiredFields[visit.Next];
            visit.Next++;
            if (Needed(field.Schema.Type, types) is not { } target || done.Contains(target))
            {
                continue;
            }
            if (!onPath.Add(target))
            {
                ReportCycle(path, target, field, bag);
                continue;
            }
            path.Add(new Visit(target));
        }
    }

    /// <summary>The record that a value of the type cannot do without, or null.</summary>
    private static RecordDraft? Needed(SchemaType type, IReadOnlyDictionary<string, TypeDraft> types)
    {
        while (type is ListSchema { MinItems: >= 1 } list)
        {
            type = list.Item;
        }
        return type is NamedSchema named && types.TryGetValue(named.Name, out var draft) ? draft as RecordDraft : null;
    }

    private static void ReportCycle(List<Visit> path, RecordDraft target, FieldDraft field, DiagnosticBag bag)
    {
        var cycle = path.SkipWhile(visit => visit.Record != target).Take(MaxShown)
            .Select(visit => $"{visit.Record.Name}.{DiagnosticText.Quote(visit.Record.RequiredFields[visit.Next - 1].JsonName)[1..^1]}");
        bag.Error(ContractCodes.RequiresItself, field.Position,
            $"The model {target.Name} requires itself, so that no value of it can exist: {string.Join(" → ", cycle)} → {(path.Count > MaxShown ? "… → " : "")}{target.Name}. Make one of these properties optional.");
    }

    /// <summary>A record on the path, and which of its required properties comes next.</summary>
    private sealed class Visit(RecordDraft record)
    {
        public RecordDraft Record { get; } = record;

        public int Next { get; set; }
    }
}
