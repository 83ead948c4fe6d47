using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Execution.Peers;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>A thousand runs at once.</summary>
internal static class ConcurrencyRows
{
    private const int Runs = 1_000;

    public static IEnumerable<Row> All(Executor executor)
    {
        var pipeline = Pipelines.Ten();
        var loop = new DelegateLoop(Steps.Repeat(Steps.AddOne, 10));
        var weir = new ManyRuns(() => executor.InvokeAsync(pipeline, 1));
        var floor = new ManyRuns(() => loop.RunAsync(1));
        var dataflow = new DataflowChain();
        yield return new Row("runs-1000", "ns/run", Runs, new Goal { Ratio = 1.1 }) { Suspends = true }
            .Add(Role.Weir, weir.RunAsync, Checks.Gives(11 * Runs))
            .AddFloor(floor.RunAsync, Checks.Gives(11 * Runs))
            .Add(Role.Peer, () => dataflow.RunAsync(Runs), Checks.Gives(11 * Runs), DataflowChain.Name);
    }

    private sealed class ManyRuns(Func<ValueTask<int>> run)
    {
        private readonly Task<int>[] _tasks = new Task<int>[Runs];
        private readonly Func<int> _one = () =>
        {
            var call = run();
            return call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException("The run waited.");
        };

        public async ValueTask<int> RunAsync()
        {
            for (var i = 0; i < Runs; i++)
            {
                _tasks[i] = Task.Run(_one);
            }

            await Task.WhenAll((ReadOnlySpan<Task>)_tasks);
            var sum = 0;
            foreach (var task in _tasks)
            {
                sum += await task;
            }

            return sum;
        }
    }
}
