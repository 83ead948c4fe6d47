#:project ../src/Weir/Weir.csproj

// Orders are sorted by their size: a letter, a parcel, or freight that is booked and loaded in several trips. Each way is a
// pipeline of its own; all end in the same type, or it would not compile.
using Weir;

var letter = Pipeline.Create<Order>("letter").Then("stamp", static order => new Shipment("stamped letter", 1)).Build();
var parcel = Pipeline.Create<Order>("parcel").Then("label", static order => new Shipment("labelled parcel", 1)).Build();

var trip = Pipeline.Create<Load>("trip").Then("drive", static load => new Load(Math.Max(0, load.Kilograms - 1_000), load.Trips + 1)).Build();
var freight = Pipeline.Create<Order>("freight")
    .Then("load", static order => new Load(order.Kilograms, Trips: 0))
    .Loop("trips", trip, until: static load => load.Kilograms == 0, maxTurns: 5)
    .Then("ship", static load => new Shipment("freight", load.Trips))
    .Build();

var ship = Pipeline.Create<Order>("post")
    .Branch(
        "by size",
        static order => order.Kilograms switch { <= 0.5 => "small", <= 30 => "medium", _ => "large" },
        [("small", letter), ("medium", parcel)],
        otherwise: freight)
    .Then("print", static shipment => $"{shipment.How}, {shipment.Trips} x")
    .Build();

Console.Write(ship.Describe());
await using var executor = new Executor();
var lines = new List<string>();
foreach (var order in new[] { new Order(0.02), new Order(12), new Order(3_200), new Order(90_000) })
{
    using var run = await executor.RunAsync(ship, order);
    var way = run.Steps[0].Steps[0];
    lines.Add($"{order.Kilograms} kg -> {way.Path}: {(run.Status == RunStatus.Completed ? run.Output : run.Error!.Message)}");
    Console.WriteLine(lines[^1]);
}

string[] expected =
[
    "0.02 kg -> post/by size/small: stamped letter, 1 x",
    "12 kg -> post/by size/medium: labelled parcel, 1 x",
    "3200 kg -> post/by size/otherwise: freight, 4 x",
    "90000 kg -> post/by size/otherwise: The loop 'trips' made 5 turns and its exit condition did not come true.",
];
return lines.SequenceEqual(expected) ? 0 : 1;

internal sealed record Order(double Kilograms);

internal sealed record Load(double Kilograms, int Trips);

internal sealed record Shipment(string How, int Trips);
