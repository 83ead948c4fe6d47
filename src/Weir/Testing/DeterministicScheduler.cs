namespace Weir.Testing;

/// <summary>Runs pipelines and workflows on one thread, in an order that a seed decides: the same seed, the same order.</summary>
/// <remarks>
/// Whatever could go on next is a choice: a step that awaited something which has come, a branch that yielded, a step of a workflow that may start. The seed chooses.
/// When nothing can go on, the clock moves to the next timer, so no time is spent waiting. Work that is not taken apart by an
/// <see langword="await"/> is not taken apart here either. What comes from another thread (I/O, <c>Task.Run</c>, the clock of the system) comes when it comes, and is not
/// repeated; <see cref="FromOutside"/> counts it.
/// </remarks>
/// <param name="seed">The seed; any number.</param>
public sealed class DeterministicScheduler(int seed)
{
    private int _isRunning;

    /// <summary>The seed.</summary>
    public int Seed => seed;

    /// <summary>The clock, which moves to the next timer when nothing else is left to do. An executor must be given it.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>
    /// How long, in real time, it waits for something from another thread before it says that there is a deadlock; default 1 s; not
    /// negative.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan OutsideWait { get; init => field = Require.AtLeast(value, TimeSpan.Zero); } = TimeSpan.FromSeconds(1);

    /// <summary>After how many turns (pieces of work, and moves of the clock) a run that has not ended is given up; default 100,000; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxTurns { get; init => field = Require.AtLeast(value, 1); } = 100_000;

    /// <summary>
    /// How many steps of one workflow may be in flight at once, in a run that is given to it without an executor; default 8, whatever the machine; range 1
    /// to 4096.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxParallel { get; init => field = Require.InRange(value, 1, 4096); } = 8;

    /// <summary>How often something came back from another thread. If it is not zero, the next run with this seed may differ.</summary>
    public int FromOutside { get; private set; }

    internal SeededRandom Random { get; } = new(seed);

    /// <summary>Tries seeds, one after the other, until one makes the test fail.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="test">The test; it is given a scheduler of its own for each seed.</param>
    /// <param name="first">The first seed; default 0.</param>
    /// <returns>A task that ends when all seeds were tried.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="WeirAssertionException">The test failed; the message names the seed, and has what the test threw inside.</exception>
    public static async Task ForEachSeedAsync(int count, Func<DeterministicScheduler, Task> test, int first = 0)
    {
        Require.AtLeast(count, 1, nameof(count));
        ArgumentNullException.ThrowIfNull(test);
        for (var i = 0; i < count; i++)
        {
            var scheduler = new DeterministicScheduler(unchecked(first + i));
            try
            {
                await test(scheduler).ConfigureAwait(RunQueue.IsHere);
            }
            catch (Exception error)
            {
                throw new WeirAssertionException(
                    $"Seed {scheduler.Seed} fails, after {i} that did not. To repeat it: new DeterministicScheduler({scheduler.Seed}).\n{error.Message}", error);
            }
        }
    }

    /// <summary>Runs a pipeline once, by an executor of its own.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the pipeline gives.</typeparam>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="input">The value to work on.</param>
    /// <param name="options">How the run is done; default null: as by default.</param>
    /// <returns>The run, when it has ended.</returns>
    /// <exception cref="WeirAssertionException">There was a deadlock, or no end.</exception>
    public Task<Run<TOut>> RunAsync<TIn, TOut>(Pipeline<TIn, TOut> pipeline, TIn input, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return WithExecutorAsync(executor => executor.RunAsync(pipeline, input, options ?? new RunOptions()));
    }

    /// <summary>Runs a workflow once, by an executor of its own.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="options">How the run is done; default null: as by default.</param>
    /// <returns>The run, when it has ended.</returns>
    /// <exception cref="WeirAssertionException">There was a deadlock, or no end.</exception>
    public Task<Run> RunAsync(Workflow workflow, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return WithExecutorAsync(executor => executor.RunAsync(workflow, options ?? new RunOptions()));
    }

    /// <summary>Does any work: runs by an executor that has the clock <see cref="Time"/>, several at once, and what they are to be checked by.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">The work. It is called on the thread of the scheduler, and what it awaits comes back there.</param>
    /// <returns>What the work gives, when it has ended. What it throws is thrown.</returns>
    /// <exception cref="InvalidOperationException">The scheduler is running already.</exception>
    /// <exception cref="WeirAssertionException">There was a deadlock, or no end.</exception>
    public Task<T> RunAsync<T>(Func<ValueTask<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            throw new InvalidOperationException("The scheduler is running already; give it work that does both, or make another one.");
        }

        var ended = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A thread of its own: on one of the pool, what the work leaves to the pool would wait behind it.
        new Thread(() => Run(work, ended)) { IsBackground = true, Name = $"{nameof(DeterministicScheduler)} {seed}" }.Start();
        return ended.Task;
    }

    /// <summary>Does any work that gives nothing.</summary>
    /// <param name="work">The work. It is called on the thread of the scheduler, and what it awaits comes back there.</param>
    /// <returns>A task that ends with the work. What it throws is thrown.</returns>
    /// <exception cref="InvalidOperationException">The scheduler is running already.</exception>
    /// <exception cref="WeirAssertionException">There was a deadlock, or no end.</exception>
    public Task RunAsync(Func<ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunAsync(async () =>
        {
            await work().ConfigureAwait(RunQueue.IsHere);
            return true;
        });
    }

    /// <summary>Lets others go first: what awaits this goes on when the seed chooses it. Outside of this scheduler it does nothing.</summary>
    /// <returns>A task to await.</returns>
    public Task Yield() => RunQueue.Here is Pump pump && pump.IsOf(this) ? pump.YieldAsync() : Task.CompletedTask;

    private Task<T> WithExecutorAsync<T>(Func<Executor, ValueTask<T>> run) => RunAsync(async () =>
    {
        // Inside the work: a run that comes to a standstill is left behind with its executor, and nobody waits for it.
        var executor = new Executor(new ExecutorOptions { Time = Time, MaxParallel = MaxParallel });
        await using (executor.ConfigureAwait(RunQueue.IsHere))
        {
            return await run(executor).ConfigureAwait(RunQueue.IsHere);
        }
    });

    private void Run<T>(Func<ValueTask<T>> work, TaskCompletionSource<T> ended)
    {
        var pump = new Pump(this);
        T value;
        try
        {
            value = pump.Run(work);
        }
        catch (Exception error)
        {
            End(pump);
            ended.SetException(error);
            return;
        }

        End(pump);
        ended.SetResult(value);
    }

    private void End(Pump pump)
    {
        FromOutside += pump.FromOutside;
        Volatile.Write(ref _isRunning, 0);
    }
}
