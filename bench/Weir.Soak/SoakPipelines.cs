using Weir.Layers.CircuitBreaking;
using Weir.Layers.Hedging;

namespace Weir.Soak;

/// <summary>What is run. Steps that count are punched in the ticket of their run.</summary>
/// <param name="ledger">Where a rental that is not alone is noted.</param>
/// <param name="dependency">What the guarded pipeline asks.</param>
internal sealed class SoakPipelines(Ledger ledger, Dependency dependency)
{
    public const int Branches = 4;

    private static readonly PoolPolicy<Rented> Policy = new(static () => new Rented(), static one => one.Number = 0);
    private int _out;

    /// <summary>How many rentals are out.</summary>
    public int Out => Volatile.Read(ref _out);

    public Layer Breaking { get; } = Layer.CircuitBreaking(new CircuitBreakingOptions { MinimumCalls = 5, BreakDuration = TimeSpan.FromMilliseconds(500) });

    /// <summary>(x + 1) * 2 - 3, in steps of which one sees its run.</summary>
    public static Pipeline<int, int> Plain { get; } = Pipeline.Create<int>("plain")
        .Then("add", static x =>
        {
            Ticket.Punch();
            return x + 1;
        })
        .Then("double", static x => x * 2)
        .Then("check", static (x, context) =>
        {
            Ticket.Punch();
            context.AddUsage(new Usage(1, 0, 0));
            return new ValueTask<int>(x - 3);
        })
        .Build();

    /// <summary>x * x; the same inputs come again and again, so that options may cache it.</summary>
    public static Pipeline<int, int> Cached { get; } = Pipeline.Create<int>("cached").Then("square", static async (x, _) =>
    {
        await Task.Yield();
        return x * x;
    }).Build();

    public static Pipeline<int, int> Failing { get; } = Pipeline.Create<int>("failing")
        .Then("fails", static (x, context) =>
        {
            Ticket.Punch();
            return x % 2 == 0 ? throw new InvalidOperationException($"no {x}") : new ValueTask<int>(context.Fail<int>($"no {x}"));
        }, static step => step.Retry(2))
        .Build();

    public static Pipeline<int, int> Waiting { get; } = Pipeline.Create<int>("waiting")
        .Then("waits", static async (x, context) =>
        {
            Ticket.Punch();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return x;
        })
        .Build();

    public static Pipeline<int, int> Pausing { get; } = Pipeline.Create<int>("pausing")
        .Then("before", static (x, _) =>
        {
            Ticket.Punch();
            return new ValueTask<int>(x + 1);
        })
        .Pause<int, int>("ask", static x => $"{x}?", static (x, answer) => x * answer)
        .Durable(new DurabilityOptions { Version = "1" })
        .Build();

    public static Pipeline<int, int> Hedged { get; } = Pipeline.Create<int>("hedged")
        .Then("slow", static async (x, context) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(x % 20 == 0 ? 10 : 1), TimeProvider.System, context.CancellationToken);
            return x + 7;
        }, static step => step.AddHedging(new HedgingOptions { Delay = TimeSpan.FromMilliseconds(3) }))
        .Build();

    /// <summary>Asks the dependency behind a breaker, and falls back to -1.</summary>
    public Pipeline<int, int> Guarded => field ??= Pipeline.Create<int>("guarded")
        .Then("ask", dependency.AskAsync, step => step.AddLayer(Breaking).FallBackTo(Step.From("none", static (int _) => -1)))
        .Build();

    /// <summary>Branches that rent, wait and write the state.</summary>
    public Pipeline<int, int> Fan => field ??= Pipeline.Create<int>("fan").WithState(static () => new Dictionary<int, int>())
        .Parallel<int>("branches", [.. Enumerable.Range(0, Branches).Select(branch => ($"b{branch}", Branch(branch)))])
        .Then("sum", static outputs => outputs.Values.Sum())
        .Build();

    /// <summary>Two that need one, and one that needs both, each with the number of its run.</summary>
    public static (Workflow Workflow, StepOutput<int> Last) Graph { get; } = BuildGraph();

    private static (Workflow Workflow, StepOutput<int> Last) BuildGraph()
    {
        var builder = Workflow.Create("graph");
        var stage = builder.AddStage("all");
        var number = stage.AddStep("number", static _ =>
        {
            Ticket.Punch();
            return new ValueTask<int>(Ticket.Current.Number);
        });
        var left = stage.AddStep("left", number, static async (x, _) =>
        {
            Ticket.Punch();
            await Task.Yield();
            return x + 1;
        });
        var right = stage.AddStep("right", number, Cached);
        var last = stage.AddStep("last", left, right, static (x, y, _) =>
        {
            Ticket.Punch();
            return new ValueTask<int>(x + y);
        });
        return (builder.Build(), last);
    }

    private Pipeline<int, int> Branch(int branch) => Pipeline.Create<int>("branch").Then("rents", (int x, StepContext context) => RentAsync(branch, x, context)).Build();

    private async ValueTask<int> RentAsync(int branch, int x, StepContext context)
    {
        Ticket.Punch();
        using var buffer = context.Buffers.Rent(500 + (branch * 700));
        using var rented = context.Objects.Rent(Policy);
        Interlocked.Increment(ref _out);
        var one = rented.Value;
        ledger.Require(one.TryTake() && buffer.Span.IndexOfAnyExcept((byte)0) < 0, $"Run {x}: branch {branch} rented what somebody else has, or what was not clear.");
        one.Number = x + 1;
        buffer.Span.Fill((byte)(x | 1));
        if ((x + branch) % 3 == 0)
        {
            await Task.Yield();
        }

        context.Update<Dictionary<int, int>>(state =>
        {
            state[branch] = x;
            return state;
        });
        ledger.Require(
            one.Number == x + 1 && buffer.Span.IndexOfAnyExcept((byte)(x | 1)) < 0 && one.TryGive(), $"Run {x}: somebody wrote to what branch {branch} had rented.");
        Interlocked.Decrement(ref _out);
        return x;
    }
}
