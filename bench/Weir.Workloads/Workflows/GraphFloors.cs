using System.Diagnostics;
using System.Threading.Tasks.Dataflow;

namespace Weir.Workloads.Workflows;

/// <summary>What one would write by hand to run a graph of steps; each gives the number of steps that ended.</summary>
internal sealed class GraphFloors(Graph graph, Func<int, ValueTask<int>> body)
{
    private readonly int[] _waiting = new int[graph.Count];
    private readonly int[] _ready = new int[graph.Count];
    private readonly (int Status, long Ended)[] _records = new (int, long)[graph.Count];
    private readonly int[][] _levels = graph.Levels();

    /// <summary>Kahn's loop on one thread, with one timestamp and one record for each step.</summary>
    public ValueTask<int> KahnAsync()
    {
        var (count, at) = (0, 0);
        for (var step = 0; step < _waiting.Length; step++)
        {
            _waiting[step] = graph.Needs[step].Length;
            if (_waiting[step] == 0)
            {
                _ready[count++] = step;
            }
        }

        for (; at < count; at++)
        {
            var step = _ready[at];
            var call = body(step);
            _records[step] = (call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException(), Stopwatch.GetTimestamp());
            foreach (var follower in graph.Followers[step])
            {
                if (--_waiting[follower] == 0)
                {
                    _ready[count++] = follower;
                }
            }
        }

        return new ValueTask<int>(count);
    }

    /// <summary>A task for every step, which waits for those that it needs.</summary>
    public async ValueTask<int> TaskPerNodeAsync()
    {
        var tasks = new Task<int>[graph.Count];
        for (var step = 0; step < tasks.Length; step++)
        {
            tasks[step] = RunAsync(step);
        }

        return (await Task.WhenAll(tasks)).Length;

        async Task<int> RunAsync(int step)
        {
            if (graph.Needs[step].Length > 0)
            {
                await Task.WhenAll(graph.Needs[step].Select(need => tasks[need]));
            }
            else
            {
                await Task.Yield();
            }

            return await body(step);
        }
    }

    /// <summary>A block of TPL Dataflow that is posted what has become ready, with counters by hand.</summary>
    public async ValueTask<int> DataflowAsync()
    {
        var left = graph.Count;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ActionBlock<int> block = null!;
        block = new ActionBlock<int>(
            step =>
            {
                _ = body(step).Result;
                foreach (var follower in graph.Followers[step])
                {
                    if (Interlocked.Decrement(ref _waiting[follower]) == 0)
                    {
                        block.Post(follower);
                    }
                }

                if (Interlocked.Decrement(ref left) == 0)
                {
                    done.SetResult();
                }
            },
            new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = Environment.ProcessorCount });
        for (var step = 0; step < _waiting.Length; step++)
        {
            _waiting[step] = graph.Needs[step].Length;
        }

        for (var step = 0; step < _waiting.Length; step++)
        {
            if (graph.Needs[step].Length == 0)
            {
                block.Post(step);
            }
        }

        await done.Task;
        return graph.Count - left;
    }

    /// <summary><c>Parallel.ForEachAsync</c> over one level of the graph after the other.</summary>
    public async ValueTask<int> LevelsAsync()
    {
        var count = 0;
        foreach (var level in _levels)
        {
            await Parallel.ForEachAsync(level, async (step, _) => Interlocked.Add(ref count, await body(step)));
        }

        return count;
    }
}
