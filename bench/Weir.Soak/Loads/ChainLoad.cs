namespace Weir.Soak.Loads;

/// <summary>Many small steps: each is called once and in order, whatever is fused, cached or guarded.</summary>
internal sealed class ChainLoad(bool isRecorded) : Load
{
    private const int Steps = 30;

    private readonly Pipeline<Ticket, Ticket> _pipeline = Enumerable.Range(0, Steps).Aggregate(
        Pipeline.Create<Ticket>("chain"), static (chain, at) => at % 10 == 9
            ? chain.Then($"later {at}", (Ticket ticket, StepContext _) => LaterAsync(ticket, at), static step => step.WithoutCaching())
            : chain.Then($"step {at}", ticket => ticket.Pass(at), static step => step.WithoutCaching())).Build();

    public override string Name => isRecorded ? "chain, recorded" : "chain, plain";

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        var ticket = new Ticket(number);
        if (!isRecorded)
        {
            Check(await executor.InvokeAsync(_pipeline, ticket, cancellationToken), number);
            return RunStatus.Completed;
        }

        using var run = await executor.RunAsync(_pipeline, ticket, cancellationToken);
        Require(run.Status == RunStatus.Completed, $"a chain ended as {run.Status}: {run.Error?.Message}");
        Require(run.Steps.Count == Steps && run.Steps.All(static step => step.Status == StepStatus.Completed), "a step is missing in a run");
        Check(run.Output!, number);
        return run.Status;
    }

    private static void Check(Ticket ticket, int number) => Require(ticket.Number == number && ticket.Passed == Steps, $"run {number} passed {ticket.Passed} of {Steps} steps, as {ticket.Number}");

    private static async ValueTask<Ticket> LaterAsync(Ticket ticket, int at)
    {
        await Task.Yield();
        return ticket.Pass(at);
    }
}

/// <summary>Goes through a chain, and refuses to pass a step twice or out of order.</summary>
internal sealed class Ticket(int number)
{
    public int Number => number;

    public int Passed { get; private set; }

    public Ticket Pass(int at)
    {
        if (Passed != at)
        {
            throw new ViolationException($"step {at} was called after {Passed} steps of run {number}");
        }

        Passed++;
        return this;
    }
}
