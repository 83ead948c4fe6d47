#:project ../src/Weir/Weir.csproj

// Questions to a model that costs money. The run may spend 0.10; every question reserves the most that it can cost, and settles what
// it did cost. When too little is left for the large model, the small one answers; the questions run side by side all the same.
using Weir;

var large = new Model("large", 0.03m);
var small = new Model("small", 0.004m);
var answers = Pipeline.Create<string[]>("answers")
    .Map("each", static questions => questions, Step.From<string, Answer>("ask", large.AskAsync), null, step => step
        .Estimate(new Usage(0, 0, 0.03m))
        .Cheaper("ask the small one", small.AskAsync, new Usage(0, 0, 0.004m))
        .ReadUsage(static answer => new Usage(answer.Tokens, 0, answer.Price)))
    .Build();

await using var executor = new Executor(new ExecutorOptions { Budget = new Budget { Cost = 1m } });
var budget = new Budget { Cost = 0.10m, OnBreach = BudgetBreach.Degrade };
using var run = await executor.RunAsync(answers, ["why?", "how?", "when?", "where?", "who?"], new RunOptions { Budget = budget });
foreach (var step in run.Steps[0].Steps)
{
    Console.WriteLine($"  {step.Output}{(step.DegradedTo is { } cheaper ? $", as the budget said: {cheaper}" : "")}");
}

Console.WriteLine($"{run.Status}: {run.Usage.Cost} of {budget.Cost} spent, {run.Usage.Tokens} tokens; the executor has {executor.BudgetLeft!.Value.Cost} left");

using var stopped = await executor.RunAsync(answers, ["why?", "how?"], new RunOptions { Budget = new Budget { Cost = 0.05m } });
Console.WriteLine($"{stopped.Status}: {stopped.Error?.Message}");

return run is { Status: RunStatus.Completed, Usage.Cost: 0.098m } && run.Steps[0].Steps.Count(static step => step.DegradedTo is not null) == 2
    && stopped.Error is BudgetExceededException { Limit: BudgetLimit.Cost } ? 0 : 1;

internal sealed record Answer(string Text, string Model, int Tokens, decimal Price)
{
    public override string ToString() => $"{Text} ({Model})";
}

internal sealed class Model(string name, decimal price)
{
    public async ValueTask<Answer> AskAsync(string question, StepContext context)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), context.Time, context.CancellationToken);
        return new Answer($"{question} So it is.", name, 20, price);
    }
}
