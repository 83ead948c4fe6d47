using Weir.Workloads;
using Weir.Workloads.Caching;
using Weir.Workloads.Execution;
using Weir.Workloads.Generation;
using Weir.Workloads.Journal;
using Weir.Workloads.Workflows;

// dotnet run -c Release --project bench/Weir.Workloads -- [--group NAME] [--rows START] [--json] | --from FILE
IReadOnlyList<IWorkloadGroup> groups = [new ExecutorGroup(), new JournalGroup(), new WorkflowGroup(), new GenerationGroup(), new CachingGroup()];

if (args is [DepthProbe.Argument])
{
    return DepthProbe.Run(Console.Out);
}

if (args is ["--from", var earlier])
{
    if (!File.Exists(earlier))
    {
        Console.Error.WriteLine($"There is no file '{earlier}'.");
        return 2;
    }

    RowTable.Write(Console.Out, WorkloadDocument.Read(File.ReadAllText(earlier)));
    return 0;
}

var asJson = false;
string? wanted = null;
string? start = "";
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--json":
            asJson = true;
            break;
        case "--group":
            wanted = args.ElementAtOrDefault(++i) ?? "";
            break;
        case "--rows":
            start = args.ElementAtOrDefault(++i);
            break;
        default:
            start = null;
            break;
    }
}

if (start is null || (wanted is not null && groups.All(group => group.Name != wanted)))
{
    Console.Error.WriteLine($"Usage: [--group NAME] [--rows START] [--json], or --from FILE for the table of an earlier result. Groups: {string.Join(", ", groups.Select(group => group.Name))}.");
    return 2;
}

#if DEBUG
Console.Error.WriteLine("This is a debug build; its figures mean nothing. Use -c Release.");
return 2;
#else
var rows = new List<WorkloadRow>();
foreach (var group in groups.Where(group => wanted is null || group.Name == wanted))
{
    Console.Error.WriteLine($"{group.Name} ...");
    rows.AddRange(await group.RunAsync(Console.Error, start));
}

var document = new WorkloadDocument(Machine.Describe(), rows);
if (asJson)
{
    Console.Out.WriteLine(document.ToJson());
}
else
{
    RowTable.Write(Console.Out, document);
}

return 0;
#endif
