#:project ../src/Weir/Weir.csproj

// A folder of invoices: each is read, checked and converted, at most four at once. One that cannot be read does not stop the
// others; the run says which it was and why. The results keep the order of the invoices.
using Weir;

var gate = new Lock();
var inFlight = 0;
var most = 0;
var invoice = Pipeline.Create<string>("invoice")
    .Then("parse", static (string text, StepContext context) => new ValueTask<Invoice>(
        text.Split(' ') is [var number, var amount, var currency] && decimal.TryParse(amount, out var value)
            ? new Invoice(number, value, currency)
            : context.Fail<Invoice>($"'{text}' is no invoice; write it as 'R1 9.50 EUR'.")))
    .Then("convert", async (Invoice invoice, StepContext context) =>
    {
        Count(1);
        await Task.Delay(TimeSpan.FromMilliseconds(5), context.Time, context.CancellationToken);
        Count(-1);
        return invoice.Currency == "EUR" ? invoice : invoice with { Amount = invoice.Amount / 1.25m, Currency = "EUR" };
    })
    .Build();

var month = Pipeline.Create<IReadOnlyList<string>>("month")
    .Map("invoices", static lines => lines, invoice, new MapOptions { MaxParallel = 4, OnFailure = FailurePolicy.Ignore })
    .Then("sum", static invoices => (Count: invoices.Count, Total: invoices.Sum(static one => one.Amount), First: invoices[0].Number, Last: invoices[^1].Number))
    .Build();

string[] lines = [.. Enumerable.Range(1, 20).Select(static n => n == 13 ? "R13 a lot" : $"R{n} {n}.00 {(n % 2 == 0 ? "EUR" : "USD")}")];
await using var executor = new Executor();
using var run = await executor.RunAsync(month, lines);
run.ThrowIfFailed();

var failed = run.Steps[0].Steps.Single(static item => item.Status == StepStatus.Failed);
Console.WriteLine($"{run.Output.Count} invoices from {run.Output.First} to {run.Output.Last}: {run.Output.Total:0.00} EUR, {most} at once");
Console.WriteLine($"left out {failed.Path}: {failed.Feedback}");

return run.Output is { Count: 19, Total: 179.6m, First: "R1", Last: "R20" } && failed.Path == "month/invoices[12]" && most is > 1 and <= 4 ? 0 : 1;

void Count(int change)
{
    lock (gate)
    {
        inFlight += change;
        most = Math.Max(most, inFlight);
    }
}

internal sealed record Invoice(string Number, decimal Amount, string Currency);
