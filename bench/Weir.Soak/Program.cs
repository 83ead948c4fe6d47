using System.Diagnostics;
using System.Globalization;
using Weir;
using Weir.Soak;
using Weir.Soak.Loads;

// dotnet run -c Release --project bench/Weir.Soak -- [MINUTES] [SEED] [LOAD]
var minutes = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 10;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
Console.WriteLine(FormattableString.Invariant($"{minutes} minutes, seed {seed}, {Environment.ProcessorCount} cores, .NET {Environment.Version}"));

var ledger = new Ledger();
var unobserved = 0;
TaskScheduler.UnobservedTaskException += (_, problem) =>
{
    Interlocked.Increment(ref unobserved);
    ledger.Violate($"an exception that nobody looked at: {problem.Exception.InnerException?.Message}");
};

var cancelled = new CancelledLoad();
Load[] loads = [new ChainLoad(false), new ChainLoad(true), new FanOutLoad(), new StateLoad(), new RentalLoad(), new CacheLoad(), new FailureLoad(), cancelled, new WorkflowLoad(), new JournalLoad(), new GuardedLoad()];
loads = [.. loads.Where(load => args.Length < 3 || load.Name.StartsWith(args[2], StringComparison.Ordinal))];
var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
var switcher = new Switcher(executor, seed);
using var end = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
var clock = Stopwatch.StartNew();
var workers = Enumerable.Range(0, 3 * Environment.ProcessorCount).Select(worker => Task.Run(() => WorkAsync(new Random(seed + worker)))).ToList();
var switching = Task.Run(() => switcher.RunAsync(end.Token));
var memory = await WatchAsync();
await Task.WhenAll(workers);
await switching;

// Everything has ended: nothing may be left, and every run has ended once.
var counted = executor.GetStatistics().ExecutionCount;
var begun = ledger.Lines.Where(static one => one.Load != "journal").Sum(static one => one.Line.Begun);
Check(counted == begun, FormattableString.Invariant($"the executor counted {counted} runs of {begun}"));
Check(cancelled.Inside == 0, FormattableString.Invariant($"{cancelled.Inside} steps of cancelled runs still run"));
var closing = executor.DisposeAsync().AsTask();
Check(await Task.WhenAny(closing, Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None)) == closing, "the executor does not end");
foreach (var (load, line) in ledger.Lines)
{
    Check(line.Begun == line.Completed + line.Failed + line.Cancelled, $"runs of '{load}' are missing");
    Check(line.Completed > 0, $"no run of '{load}' completed");
}

// After the first fifth everything that is kept is there; what comes later would be a leak.
var early = memory[memory.Count / 5];
Check(memory[^1] <= early + (48 << 20), FormattableString.Invariant($"memory grew from {early >> 20} to {memory[^1] >> 20} MiB"));
GC.Collect();
GC.WaitForPendingFinalizers();
Print();
return ledger.Violated == 0 ? 0 : 1;

async Task WorkAsync(Random random)
{
    while (!end.IsCancellationRequested)
    {
        var load = loads[random.Next(loads.Length)];
        var line = ledger.Of(load.Name);
        line.Begin();
        try
        {
            line.End(await load.RunAsync(executor, random.Next(1_000_000), CancellationToken.None));
        }
        catch (Exception problem)
        {
            line.End(RunStatus.Failed);
            ledger.Violate($"{load.Name}: {problem.GetType().Name}: {problem.Message}");
        }
    }
}

async Task<List<long>> WatchAsync()
{
    var heights = new List<long>();
    while (!end.IsCancellationRequested)
    {
        await Task.WhenAny(Task.Delay(TimeSpan.FromMinutes(minutes) / 40, TimeProvider.System, end.Token));
        heights.Add(GC.GetTotalMemory(forceFullCollection: true));
        if (heights.Count % 4 == 0)
        {
            Console.Error.WriteLine(FormattableString.Invariant(
                $"{clock.Elapsed.TotalSeconds,5:0} s  {ledger.Lines.Sum(static one => one.Line.Begun):N0} runs, {switcher.Switches:N0} switches, {heights[^1] >> 20} MiB, {ledger.Violated} violations"));
        }
    }

    return heights;
}

void Check(bool isSo, string what)
{
    if (!isSo)
    {
        ledger.Violate(what);
    }
}

void Print()
{
    Console.WriteLine($"{"load",-18}{"begun",14}{"completed",14}{"failed",14}{"cancelled",14}");
    foreach (var (load, line) in ledger.Lines)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{load,-18}{line.Begun,14:N0}{line.Completed,14:N0}{line.Failed,14:N0}{line.Cancelled,14:N0}"));
    }

    Console.WriteLine(FormattableString.Invariant($"{switcher.Switches:N0} switches of layers; memory after collections {memory.Min() >> 20} to {memory.Max() >> 20} MiB; {unobserved} unobserved exceptions"));
    foreach (var violation in ledger.Violations)
    {
        Console.WriteLine($"violation: {violation}");
    }

    Console.WriteLine(FormattableString.Invariant($"{ledger.Violated} violations"));
}
