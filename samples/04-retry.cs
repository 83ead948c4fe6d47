#:project ../src/Weir/Weir.csproj

// A price service that is not always there, or answers nonsense. The step is tried again with growing waits; a validator
// refuses what cannot be a price, and the next attempt is told why. What can never work is not tried twice.
using Weir;

var service = new PriceService();
var price = Pipeline.Create<string>("price")
    .Then("ask", service.AskAsync, static step => step
        .Retry(new RetryOptions
        {
            MaxAttempts = 5,
            Backoff = BackoffKind.Exponential,
            Delay = TimeSpan.FromMilliseconds(2),
            Jitter = 0.5,
            ShouldRetry = static failed => failed.Error is not KeyNotFoundException,
        })
        .AttemptTimeout(TimeSpan.FromMilliseconds(200))
        .Validate("is a price", static amount => amount > 0 ? null : $"{amount} is no price"))
    .Then("print", static amount => $"{amount:0.00} EUR")
    .Build();

await using var executor = new Executor();
using var lamp = await executor.RunAsync(price, "lamp");
using var unicorn = await executor.RunAsync(price, "unicorn");

Console.WriteLine($"lamp: {lamp.Output} after {lamp.Steps[0].Attempts} attempts; the last refusal was: {lamp.Steps[0].Feedback}");
Console.WriteLine($"unicorn: {unicorn.Status} after {unicorn.Steps[0].Attempts} attempt: {unicorn.Error?.Message}");
foreach (var line in service.Log)
{
    Console.WriteLine($"  {line}");
}

return lamp is { Status: RunStatus.Completed, Output: "24.90 EUR" } && lamp.Steps[0].Attempts == 4
    && unicorn.Status == RunStatus.Failed && unicorn.Steps[0].Attempts == 1 ? 0 : 1;

internal sealed class PriceService
{
    public List<string> Log { get; } = [];

    public async ValueTask<decimal> AskAsync(string article, StepContext context)
    {
        Log.Add($"{article}, attempt {context.Attempt}: {context.Feedback ?? "nothing went wrong before"}");
        if (article != "lamp")
        {
            throw new KeyNotFoundException($"There is no article '{article}'.");
        }

        switch (context.Attempt)
        {
            case 1:
                throw new HttpRequestException("503 Service Unavailable");
            case 2:
                // It never answers; the time-out of the attempt ends this wait.
                await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, context.CancellationToken);
                return 0m;
            case 3:
                return -1m;
            default:
                return 24.90m;
        }
    }
}
