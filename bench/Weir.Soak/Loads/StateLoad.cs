namespace Weir.Soak.Loads;

/// <summary>Branches that write into a state that they share until they change it: each sees its own, and the merge has all.</summary>
internal sealed class StateLoad : Load
{
    private const int Branches = 6;

    private readonly Pipeline<int, IReadOnlyDictionary<string, int>> _pipeline = Pipeline.Create<int>("state")
        .WithState(static () => new StateMap<string, int>(Enumerable.Range(0, 40).Select(static i => KeyValuePair.Create($"key {i}", -1))))
        .Parallel<int>("write", [.. Enumerable.Range(0, Branches).Select(static branch => ($"b{branch}", Writing(branch)))])
        .Build();

    public override string Name => "state";

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        using var run = await executor.RunAsync(_pipeline, number, cancellationToken);
        Require(run.Status == RunStatus.Completed, $"a state ended as {run.Status}: {run.Error?.Message}");
        var state = run.State<StateMap<string, int>>()!;
        for (var i = 0; i < 40; i++)
        {
            Require(state[$"key {i}"] == (i < Branches ? number + i : -1), $"key {i} of run {number} is {state[$"key {i}"]}");
        }

        return run.Status;
    }

    private static Pipeline<int, int> Writing(int branch) => Pipeline.Create<int>($"branch {branch}")
        .Then("write", async (int number, StepContext context) =>
        {
            context.Update<StateMap<string, int>>(state =>
            {
                state[$"key {branch}"] = number + branch;
                return state;
            });
            await Task.Yield();
            var other = context.State<StateMap<string, int>>()[$"key {(branch + 1) % Branches}"];
            return other == -1 ? number : throw new ViolationException($"branch {branch} sees what its neighbour wrote: {other}");
        })
        .Build();
}
