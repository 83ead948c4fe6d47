#:project ../src/Weir/Weir.csproj

// A trip is planned by a workflow that outlives its processes: two people are asked, each answers in a process of its own, and no price
// is asked for twice. Without arguments this program is all of them: it starts itself three times on one journal.
using System.Buffers;
using System.Diagnostics;
using System.Text;
using Weir;

var builder = Workflow.Create("trip").Durable(new DurabilityOptions { Version = "1" });
var plan = builder.AddStage("plan");
var book = builder.AddStage("book");
var flight = plan.AddStep("flight", static _ => AskFor("flight", 310m));
var hotel = plan.AddStep("hotel", static _ => AskFor("hotel", 420m));
var fly = book.AddPause<decimal, bool>("may we fly", flight, static price => $"Fly for {price}?");
var sleep = book.AddPause<decimal, bool>("may we sleep", hotel, static price => $"Sleep for {price}?");

// Needs the first answer only, so it does not wait for the second.
var seat = book.AddStep("seat", fly, static (isFine, context) => new ValueTask<string>(isFine ? $"seat 12A (key {context.RunId} {context.Path})" : "no seat"));
var trip = book.AddStep("trip", seat, sleep, static (seat, isFine, _) => new ValueTask<string>($"{seat}, {(isFine ? "one room" : "no room")}"));
var workflow = builder.Build();

if (args is [var journal, .. var answer])
{
    await using var store = await FileRunStore.OpenAsync(journal);
    await using var executor = new Executor(new ExecutorOptions { Store = store });
    var options = new RunOptions { Id = "trip-1", Progress = new Lines() };
    using var run = answer is [var path, var json]
        ? await executor.ResumeAsync(workflow, "trip-1", [PauseAnswer.FromJson(path, json)], options)
        : await executor.RunAsync(workflow, options);
    Console.WriteLine(run.Status == RunStatus.Completed ? $"  {run.OutputOf(trip)}" : $"  {run.Status}");
    await foreach (var paused in store.ListPausedAsync("trip"))
    {
        foreach (var pause in paused.Pauses.OrderBy(static pause => pause.Path, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {paused.Run.RunId} waits at '{pause.Path}' for a {pause.AnswerType}: {pause.Prompt}");
        }
    }

    return 0;
}

var folder = Directory.CreateTempSubdirectory("weir-sample-");
try
{
    var file = Path.Combine(folder.FullName, "trips.jsonl");
    var started = Self(file);
    var first = Self(file, "trip/book/may we fly", "true");
    var second = Self(file, "trip/book/may we sleep", "false");
    Console.WriteLine($"first process:\n{started}second process:\n{first}third process:\n{second}");
    return started.Contains("asking for the price of the hotel", StringComparison.Ordinal)
        && !(first + second).Contains("asking", StringComparison.Ordinal)
        && first.Contains("Paused", StringComparison.Ordinal)
        && second.Contains("seat 12A (key trip-1 trip/book/seat), no room", StringComparison.Ordinal) ? 0 : 1;
}
finally
{
    folder.Delete(recursive: true);
}

static ValueTask<decimal> AskFor(string what, decimal price)
{
    Console.WriteLine($"  asking for the price of the {what}");
    return new ValueTask<decimal>(price);
}

static string Self(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return output;
}

/// <summary>Writes what happens as lines of JSON, as the journal has them.</summary>
internal sealed class Lines : IProgress<RunEvent>
{
    public void Report(RunEvent value)
    {
        var line = new ArrayBufferWriter<byte>();
        RunEventJson.WriteLine(line, value);
        Console.Write("  " + Encoding.UTF8.GetString(line.WrittenSpan));
    }
}
