#:project ../src/Weir/Weir.csproj

// A pipeline is steps put together in code. It is built once and shared: here one pipeline is part of another, and many
// runs use it at once.
using Weir;

var clean = Pipeline.Create<string>("clean")
    .Then("trim", static text => text.Trim())
    .Then("lower", static text => text.ToLowerInvariant())
    .Build();

var count = Pipeline.Create<string>("count-words")
    .Then(clean)
    .Then("split", static text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
    .Then("check", async (string[] words, StepContext context) =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), context.Time, context.CancellationToken);
        return words.Length > 0 ? words : throw new InvalidDataException("There is not a single word.");
    })
    .Then("count", static words => words.CountBy(static word => word).OrderByDescending(static pair => pair.Value).First())
    .Build();

Console.WriteLine($"{count.Name}: {string.Join(" → ", count.StepNames)}");

string[] texts = ["  The weir holds THE river ", "   ", "One word and one more"];
await using var executor = new Executor();
var runs = await Task.WhenAll(texts.Select(text => executor.RunAsync(count, text).AsTask()));

foreach (var run in runs)
{
    Console.WriteLine(run.Status == RunStatus.Completed
        ? $"{run.Name} {run.Status}: '{run.Output.Key}' {run.Output.Value} times in {run.Duration.TotalMilliseconds:0.0} ms"
        : $"{run.Name} {run.Status}: {run.Error?.Message}");
}

var paths = runs[0].Steps[0].Steps.Select(static step => step.Path);
Console.WriteLine($"inside the first step: {string.Join(", ", paths)}");

var asExpected = runs[0].Output is { Key: "the", Value: 2 } && runs[1].Status == RunStatus.Failed && runs[2].Output is { Key: "one", Value: 2 };
Array.ForEach(runs, static run => run.Dispose());
return asExpected ? 0 : 1;
