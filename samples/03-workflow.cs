#:project ../src/Weir/Weir.csproj

// A workflow is named steps with dependencies, in stages that run in parallel. There is no wall between stages: a step
// starts the moment its own needs are done, so the slow city here holds up nobody but the report that needs it.
using Weir;

var cities = new (string Name, int Milliseconds, int[] Degrees)[]
{
    ("Lisbon", 10, [17, 19, 24]), ("Oslo", 400, [-3, 1, 4]), ("Madrid", 10, [11, 18, 23]),
};

var builder = Workflow.Create("daily-report");
var fetch = builder.AddStage("fetch", maxParallel: 3);
var sum = builder.AddStage("sum-up");
var write = builder.AddStage("write");

var lines = new List<StepOutput<string>>();
foreach (var city in cities)
{
    var degrees = fetch.AddStep($"fetch {city.Name}", async context =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(city.Milliseconds), context.Time, context.CancellationToken);
        return city.Degrees;
    });
    var mean = sum.AddStep($"mean {city.Name}", degrees, static (values, _) => new ValueTask<double>(values.Average()));
    var peak = sum.AddStep($"peak {city.Name}", degrees, static (values, _) => new ValueTask<int>(values.Max()));
    lines.Add(write.AddStep($"line {city.Name}", mean, peak, (average, most, _) =>
        new ValueTask<string>($"{city.Name}: {average:0.0} on average, {most} at most")));
}

var report = write.AddStep("report", lines, static (all, _) => new ValueTask<string>(string.Join(Environment.NewLine, all)));
var workflow = builder.Build();

var log = new Log();
await using var executor = new Executor(new ExecutorOptions { MaxParallel = 4 });
using var run = await executor.RunAsync(workflow, new RunOptions { Progress = log });
run.ThrowIfFailed();

Console.WriteLine(run.OutputOf(report));
foreach (var stage in run.Stages)
{
    Console.WriteLine($"{stage.Name}: {stage.Steps.Count} steps {stage.Status} in {stage.Duration.TotalMilliseconds:0} ms");
}

var notHeldUp = log.Ended.IndexOf("line Madrid") < log.Ended.IndexOf("fetch Oslo");
Console.WriteLine(notHeldUp ? "Madrid was written before Oslo was fetched." : "Oslo held up Madrid!");
return notHeldUp && run.Steps.Count == 13 ? 0 : 1;

internal sealed class Log : IProgress<RunEvent>
{
    public List<string> Ended { get; } = [];

    public void Report(RunEvent value)
    {
        if (value is StepEnded { Result: var step })
        {
            Ended.Add(step.Name);
        }
    }
}
