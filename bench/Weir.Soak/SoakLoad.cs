namespace Weir.Soak;

/// <summary>Runs of all kinds, each of which must end as its kind says.</summary>
internal sealed class SoakLoad(Executor executor, SoakPipelines pipelines, Ledger ledger)
{
    private int _numbers;

    /// <summary>One run after the other, until it is over.</summary>
    public async Task WorkAsync(Random random, CancellationToken over)
    {
        // Below 10,000,000, so that nothing overflows.
        while (!over.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _numbers) % 10_000_000;
            await OneAsync(random.Next(9), number, random.Next(3));

            // Some are so quick that a worker would keep its thread.
            await Task.Yield();
        }
    }

    private async Task OneAsync(int kind, int number, int wait)
    {
        var ticket = Ticket.Begin(number);
        try
        {
            await (kind switch
            {
                0 => PlainAsync(ticket),
                1 => RecordedAsync(ticket),
                2 => FanAsync(ticket),
                3 => GraphAsync(ticket),
                4 => FailingAsync(ticket),
                5 => CancelledAsync(ticket, wait),
                6 => PausingAsync(ticket),
                7 => CachedAsync(number % 500),
                _ => OutsideAsync(number),
            });
        }
        catch (Exception error)
        {
            ledger.Require(false, $"Run {number} of kind {kind} threw {error}");
        }
    }

    private async Task PlainAsync(Ticket ticket)
    {
        ledger.Count("plain");
        var output = await executor.InvokeAsync(SoakPipelines.Plain, ticket.Number);
        ledger.Require((output, ticket.Calls) == (Plain(ticket.Number), 2), $"Run {ticket.Number} gave {output} in {ticket.Calls} calls.");
    }

    private async Task RecordedAsync(Ticket ticket)
    {
        ledger.Count("recorded");
        using var run = await executor.RunAsync(SoakPipelines.Plain, ticket.Number);
        ledger.Require(
            (run.Status, run.Output, ticket.Calls, run.Attempts, run.Usage) == (RunStatus.Completed, Plain(ticket.Number), 2, 3, new Usage(1, 0, 0)),
            $"Recorded run {ticket.Number}: {run.Status}, {ticket.Calls} calls, {run.Attempts} attempts, {run.Usage}.");
    }

    private async Task FanAsync(Ticket ticket)
    {
        ledger.Count("fan-out");
        using var run = await executor.RunAsync(pipelines.Fan, ticket.Number);
        run.ThrowIfFailed();
        var state = run.State<Dictionary<int, int>>();
        ledger.Require(
            run.Output == SoakPipelines.Branches * ticket.Number && ticket.Calls == SoakPipelines.Branches && state.Count == SoakPipelines.Branches && state.Values.All(x => x == ticket.Number),
            $"Fan-out {ticket.Number} gave {run.Output} in {ticket.Calls} calls, with {state.Count} entries.");
    }

    private async Task GraphAsync(Ticket ticket)
    {
        // x * x of larger ones does not fit.
        ledger.Count("workflow");
        var small = Ticket.Begin(ticket.Number % 500);
        using var run = await executor.RunAsync(SoakPipelines.Graph.Workflow);
        run.ThrowIfFailed();
        var output = run.OutputOf(SoakPipelines.Graph.Last);
        ledger.Require((output, small.Calls) == (small.Number + 1 + (small.Number * small.Number), 3), $"Workflow {small.Number} gave {output} in {small.Calls} calls.");
    }

    private async Task FailingAsync(Ticket ticket)
    {
        ledger.Count("failing");
        ledger.CountFailed();
        using var run = await executor.RunAsync(SoakPipelines.Failing, ticket.Number);
        ledger.Require(
            (run.Status, run.Steps[0].Feedback, ticket.Calls) == (RunStatus.Failed, $"no {ticket.Number}", 2),
            $"Failing run {ticket.Number}: {run.Status}, {run.Steps[0].Feedback}, {ticket.Calls} calls.");
    }

    private async Task CancelledAsync(Ticket ticket, int wait)
    {
        ledger.Count("cancelled");
        ledger.CountCancelled();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(wait), TimeProvider.System);
        using var run = await executor.RunAsync(SoakPipelines.Waiting, ticket.Number, source.Token);
        ledger.Require(run.Status == RunStatus.Cancelled && ticket.Calls <= 1, $"Cancelled run {ticket.Number}: {run.Status}, {ticket.Calls} calls.");
    }

    private async Task PausingAsync(Ticket ticket)
    {
        ledger.Count("journaled", executorRuns: 2);
        string id;
        using (var paused = await executor.RunAsync(SoakPipelines.Pausing, ticket.Number))
        {
            id = paused.Id;
            ledger.Require(paused.Status == RunStatus.Paused, $"Journaled run {ticket.Number}: {paused.Status} instead of paused.");
        }

        using var run = await executor.ResumeAsync(SoakPipelines.Pausing, id, [new PauseAnswer("pausing/ask", 3)]);
        ledger.Require(
            (run.Status, run.Output, ticket.Calls) == (RunStatus.Completed, 3 * (ticket.Number + 1), 1), $"Journaled run {ticket.Number}: {run.Status}, {ticket.Calls} calls.");
    }

    private async Task CachedAsync(int number)
    {
        ledger.Count("cached");
        var output = await executor.InvokeAsync(SoakPipelines.Cached, number);
        ledger.Require(output == number * number, $"The square of {number} was {output}.");
    }

    private async Task OutsideAsync(int number)
    {
        ledger.Count("guarded and hedged", executorRuns: 2);
        var answer = await executor.InvokeAsync(pipelines.Guarded, number);
        ledger.Require(answer == number || answer == -1, $"The dependency answered {answer} to {number}.");
        var output = await executor.InvokeAsync(SoakPipelines.Hedged, number);
        ledger.Require(output == number + 7, $"The hedged call of {number} gave {output}.");
    }

    private static int Plain(int number) => ((number + 1) * 2) - 3;
}
