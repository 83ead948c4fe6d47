#:project ../src/Weir/Weir.csproj

// A large model that is often busy, and a small, cheap one that stands in for it. The run says who answered, why, and what
// both have cost together.
using Weir;

var large = new Model("large", costOfToken: 0.001m, canRead: static text => text.Length < 40);
var small = new Model("small", costOfToken: 0.00001m, canRead: static _ => true);

var summarize = Pipeline.Create<string>("summarize")
    .Then("summary", large, step => step.Retry(2).FallBackTo(small, static how => how.AttemptTimeout(TimeSpan.FromSeconds(5))))
    .Then("frame", static summary => $"[{summary}]")
    .Build();

await using var executor = new Executor();
using var note = await executor.RunAsync(summarize, "A short note on weirs.");
using var report = await executor.RunAsync(summarize, "A long report on weirs, rivers, mills, fish and everything else.");

foreach (var run in new[] { note, report })
{
    var step = run.Steps[0];
    var by = step.FellBackTo is { } other ? $"the {other} model, for the large one said: {step.Feedback}" : "the large model";
    Console.WriteLine($"{run.Output} by {by}; {step.Attempts} attempts, {run.Usage.Tokens} tokens, {run.Usage.Cost:0.00000}");
}

return note.Steps[0] is { FellBackTo: null, Attempts: 1 }
    && report is { Status: RunStatus.Completed, Output: "[small: A long report]" }
    && report.Steps[0] is { FellBackTo: "small", Attempts: 3 }
    && report.Usage.Cost == (2 * 64 * 0.001m) + ((64 + 3) * 0.00001m) ? 0 : 1;

internal sealed class Model(string name, decimal costOfToken, Func<string, bool> canRead) : Step<string, string>
{
    public override string Name => name;

    public override ValueTask<string> RunAsync(string input, StepContext context)
    {
        // Reading is paid, whatever comes of it.
        Use(context, input.Length, 0);
        if (!canRead(input))
        {
            return new(context.Fail<string>("busy, come back with less"));
        }

        Use(context, 0, 3);
        return new($"{name}: {string.Join(' ', input.Split(' ').Take(3))}");
    }

    private void Use(StepContext context, int read, int written) =>
        context.AddUsage(new Usage(read, written, (read + written) * costOfToken));
}
