using Weir.Workloads;
using Weir.Workloads.Execution;
using Weir.Workloads.Generation;

// dotnet run -c Release --project bench/Weir.Workloads -- [--group NAME] [--json]
IReadOnlyList<IWorkloadGroup> groups = [new ExecutorGroup(), new GenerationGroup()];

if (args is [DepthProbe.Argument])
{
    return DepthProbe.Run(Console.Out);
}

var asJson = args.Contains("--json");
var at = Array.IndexOf(args, "--group");
var wanted = at >= 0 ? args.ElementAtOrDefault(at + 1) : null;
var known = string.Join(", ", groups.Select(group => group.Name));
if (args.Except(["--json", "--group"]).Any(argument => argument != wanted) || (at >= 0 && groups.All(group => group.Name != wanted)))
{
    Console.Error.WriteLine($"Usage: [--group NAME] [--json]. Groups: {known}.");
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
    rows.AddRange(await group.RunAsync(Console.Error));
}

if (asJson)
{
    Console.Out.WriteLine(new WorkloadDocument(Machine.Describe(), rows).ToJson());
}
else
{
    RowTable.Write(Console.Out, rows);
}

return 0;
#endif
