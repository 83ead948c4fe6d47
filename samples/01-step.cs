#:project ../src/Weir/Weir.csproj

// A step takes a value and gives a value. It is a class, or a delegate with a name; a failure is a value in the run, not an
// exception that you have to catch.
using Weir;

var read = new ReadOrder();
var total = Step.From<Order, decimal>("total", static order => order.Lines.Sum(static line => line.Quantity * line.Price));

var price = Pipeline.Create<string>("price").Then(read).Then(total).Build();

await using var executor = new Executor();
using var good = await executor.RunAsync(price, "2 x 9.50, 1 x 4.00");
using var bad = await executor.RunAsync(price, "2 x nine");

Console.WriteLine($"good: {good.Status}, total {good.Output}");
foreach (var step in bad.Steps)
{
    Console.WriteLine($"bad:  {step.Path} {step.Status} {step.Error?.Message ?? step.Reason}");
}

return good.Output == 23m && bad.Status == RunStatus.Failed && bad.Steps[1].Reason == "needs 'ReadOrder', which failed" ? 0 : 1;

internal sealed record Line(int Quantity, decimal Price);

internal sealed record Order(IReadOnlyList<Line> Lines);

internal sealed class ReadOrder : Step<string, Order>
{
    public override ValueTask<Order> RunAsync(string input, StepContext context) =>
        new(new Order([.. input.Split(',').Select(ReadLine)]));

    private static Line ReadLine(string text) =>
        text.Split('x', StringSplitOptions.TrimEntries) is [var quantity, var price]
        && int.TryParse(quantity, out var count) && decimal.TryParse(price, out var amount)
            ? new Line(count, amount)
            : throw new FormatException($"'{text.Trim()}' is no line of an order; write it as '2 x 9.50'.");
}
