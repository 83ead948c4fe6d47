#:project ../src/Weir/Weir.csproj

// An order waits for a person. The run is paused and its process ends; another process answers, and the run goes on: the
// price is not asked for again. Without arguments this program is all three: it starts itself twice on one journal.
using System.Diagnostics;
using System.Text.Json.Serialization;
using Weir;

var order = Pipeline.Create<string>("order")
    .Then("price", static article =>
    {
        Console.WriteLine($"  asking for the price of a {article}");
        return new Offer(article, 24.90m);
    })
    .Pause<bool, Offer?>("approve", static offer => $"Buy a {offer.Article} for {offer.Price}?", static (offer, isApproved) => isApproved ? offer : null)
    .Then("buy", static offer => offer is null ? "not bought" : $"bought a {offer.Article} for {offer.Price}")
    .Durable(new DurabilityOptions { Json = OrderJson.Default.Options, Version = "1" })
    .Build();

if (args is [var what, var journal])
{
    await using var store = await FileRunStore.OpenAsync(journal);
    await using var executor = new Executor(new ExecutorOptions { Store = store });
    using var run = what == "start"
        ? await executor.RunAsync(order, "lamp", new RunOptions { Id = "order-1" })
        : await executor.ResumeAsync(order, "order-1", [new PauseAnswer("order/approve", true)]);
    Console.WriteLine(run.Status == RunStatus.Paused ? $"  paused: {run.Pauses[0].Prompt}" : $"  {run.Status}: {run.Output}");
    return 0;
}

var folder = Directory.CreateTempSubdirectory("weir-sample-");
try
{
    var file = Path.Combine(folder.FullName, "orders.jsonl");
    var started = Self("start", file);
    var resumed = Self("resume", file);
    Console.WriteLine($"first process:\n{started}second process:\n{resumed}the journal:");
    foreach (var line in File.ReadLines(file))
    {
        Console.WriteLine($"  {line[..Math.Min(line.Length, 110)]} …");
    }

    return started.Contains("asking", StringComparison.Ordinal) && !resumed.Contains("asking", StringComparison.Ordinal)
        && resumed.Contains("Completed: bought a lamp", StringComparison.Ordinal) ? 0 : 1;
}
finally
{
    folder.Delete(recursive: true);
}

static string Self(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return output;
}

internal sealed record Offer(string Article, decimal Price);

[JsonSerializable(typeof(Offer))]
internal sealed partial class OrderJson : JsonSerializerContext;
