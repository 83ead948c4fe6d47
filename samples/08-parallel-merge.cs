#:project ../src/Weir/Weir.csproj

// Facts about a town from three sources at once, gathered in the state of the pipeline. Each branch changes a fork of its own;
// the changes are merged in the order of the branches, whoever was first, so the report is the same every time.
using System.Collections.Immutable;
using Weir;

var gather = Pipeline.Create<string>("town")
    .WithState(static () => Facts.None)
    .Parallel("sources",
    [
        ("register", Source("register", 30, "has 4,312 inhabitants")),
        ("weather", Source("weather", 1, "had rain on 161 days")),
        ("archive", Source("archive", 10, null)),
    ],
        new() { OnFailure = FailurePolicy.Ignore, Merge = MergePolicy.Merge })
    .Then("report", static (IReadOnlyDictionary<string, int> found, StepContext context) =>
    {
        var facts = context.Update<Facts>(static facts => facts with { IsComplete = facts.Found.Count == 3 });
        return new ValueTask<string>($"{facts.Town} {string.Join(" and ", facts.Found)} ({found.Count} of 3 sources)");
    })
    .Build();

await using var executor = new Executor();
using var run = await executor.RunAsync(gather, "Millford");
Console.WriteLine(run.Output);
Console.WriteLine(run.State<Facts>().IsComplete ? "complete" : "not complete");
foreach (var source in run.Steps[0].Steps)
{
    Console.WriteLine($"  {source.Path} {source.Status} {source.Feedback}");
}

return run.Output == "Millford has 4,312 inhabitants and had rain on 161 days (2 of 3 sources)"
    && run.State<Facts>() is { IsComplete: false, Found.Count: 2 }
    && run.Steps[0].Steps[2].Status == StepStatus.Failed ? 0 : 1;

static Pipeline<string, int> Source(string name, int milliseconds, string? fact) => Pipeline.Create<string>(name)
    .Then("ask", async (string town, StepContext context) =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), context.Time, context.CancellationToken);
        if (fact is null)
        {
            return context.Fail<int>("closed on Saturdays");
        }

        return context.Update<Facts>(facts => facts with { Town = town, Found = facts.Found.Add(fact) }).Found.Count;
    })
    .Build();

internal sealed record Facts(string Town, ImmutableList<string> Found, bool IsComplete)
{
    public static Facts None { get; } = new("", [], false);
}
