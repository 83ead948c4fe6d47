using System.Threading.Tasks.Dataflow;

namespace Weir.Workloads.Workflows;

/// <summary>What one would write by hand to run a graph of steps that wait, so many in flight; each gives the number of steps that ended.</summary>
internal sealed class WaitingFloors(Graph graph, Func<int, Task> body, int inFlight)
{
    private readonly int[][] _levels = graph.Levels();

    /// <summary>A task for every step, and a semaphore that is first in, first out.</summary>
    public async Task<int> TaskPerNodeAsync()
    {
        using var places = new SemaphoreSlim(inFlight);
        var tasks = new Task[graph.Count];
        for (var step = 0; step < tasks.Length; step++)
        {
            tasks[step] = RunAsync(step);
        }

        await Task.WhenAll(tasks);
        return tasks.Count(static task => task.IsCompletedSuccessfully);

        async Task RunAsync(int step)
        {
            await Task.WhenAll(graph.Needs[step].Select(need => tasks[need]));
            await places.WaitAsync();
            try
            {
                await body(step);
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <summary>A block of TPL Dataflow that is posted what has become ready.</summary>
    public async Task<int> DataflowAsync()
    {
        var left = graph.Count;
        var waiting = graph.Needs.Select(static needs => needs.Length).ToArray();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ActionBlock<int> block = null!;
        block = new ActionBlock<int>(RunAsync, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = inFlight });
        for (var step = 0; step < graph.Count; step++)
        {
            if (graph.Needs[step].Length == 0)
            {
                block.Post(step);
            }
        }

        await done.Task;
        return graph.Count - left;

        async Task RunAsync(int step)
        {
            await body(step);
            foreach (var follower in graph.Followers[step])
            {
                if (Interlocked.Decrement(ref waiting[follower]) == 0)
                {
                    block.Post(follower);
                }
            }

            if (Interlocked.Decrement(ref left) == 0)
            {
                done.SetResult();
            }
        }
    }

    /// <summary><c>Parallel.ForEachAsync</c> over one level of the graph after the other: a barrier behind each.</summary>
    public async Task<int> LevelsAsync()
    {
        var count = 0;
        foreach (var level in _levels)
        {
            await Parallel.ForEachAsync(level, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (step, _) =>
            {
                await body(step);
                Interlocked.Increment(ref count);
            });
        }

        return count;
    }
}
