namespace Weir.Tests.Measuring;

/// <summary>Counts of many threads, more of them than a thread finds its cells of at once.</summary>
public class ThreadCounterTests
{
    private const int Threads = 8;
    private const int Rounds = 20_000;

    [Fact]
    public void Increment_OfManyCountersByManyThreads_LosesNone()
    {
        ThreadCounter[] counters = [.. Enumerable.Range(0, 40).Select(static _ => new ThreadCounter())];
        Run(Threads, thread =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                counters[(i + thread) % counters.Length].Increment();
            }
        });
        Assert.All(counters, static counter => Assert.Equal(Threads * Rounds / 40, counter.Value));
    }

    [Fact]
    public void Increment_ByThreadsAfterEachOther_LosesNone()
    {
        var counter = new ThreadCounter();
        for (var i = 0; i < 50; i++)
        {
            Run(2, _ => counter.Increment());
        }

        Assert.Equal(100, counter.Value);
    }

    [Fact]
    public void Value_WhileItIsRaised_NeverGoesBack()
    {
        var counter = new ThreadCounter();
        var wentBack = 0;
        Run(Threads, thread =>
        {
            var last = 0L;
            for (var i = 0; i < Rounds; i++)
            {
                counter.Increment();
                if (thread == 0)
                {
                    var value = counter.Value;
                    wentBack += value < last || value < i + 1 ? 1 : 0;
                    last = value;
                }
            }
        });
        Assert.Equal(0, wentBack);
        Assert.Equal(Threads * Rounds, counter.Value);
    }

    private static void Run(int count, Action<int> body)
    {
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() => body(number)))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
    }
}
