using FsCheck;
using FsCheck.Fluent;

namespace Weir.Tests.Pipelines.Randomized;

/// <summary>Random pipelines that are cancelled at a random moment, or whose branches end each other as luck has it.</summary>
public class RandomCancellationTests
{
    private static readonly int Cases = RandomPipelineTests.Setting("WEIR_RANDOM_CASES", 3_000);

    private static readonly ulong Seed = (ulong)RandomPipelineTests.Setting("WEIR_RANDOM_SEED", 20_261_121);

    private static readonly Arbitrary<(Scenario Scenario, int Moment, bool IsFree)> Cancellations = Arb.From(
        Gen.Sized(static size => Gen.Choose(0, int.MaxValue).Select(seed =>
            (Scenario.Draw(seed, size, isFree: seed % 2 == 0), new Random(seed).Next(4 * (size + 1)), seed % 2 == 0))),
        static drawn => drawn.Item1.Shrink().Select(smaller => (smaller, drawn.Item2, drawn.Item3)));

    [Fact(Timeout = 300_000)]
    public async Task Run_CancelledAtAnyMoment_LosesAndDoublesNothing()
    {
        await using var executor = new Executor();
        var statuses = new int[4];
        await Task.Run(
            () => Prop.ForAll(Cancellations, async drawn =>
            {
                var status = await CheckAsync(executor, drawn.Scenario, drawn.Moment, drawn.IsFree);
                Interlocked.Increment(ref statuses[(int)status]);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(40).WithReplay(Seed, 5)),
            Some.Token);

        // The moments are such that every end is reached often.
        Assert.All(
            [RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled],
            status => Assert.InRange(statuses[(int)status], Cases / 20, Cases));
    }

    private static async Task<RunStatus> CheckAsync(Executor executor, Scenario scenario, int moment, bool isFree)
    {
        using var source = new CancellationTokenSource();
        Task? cancelling = null;
        var play = new Play
        {
            // Half of the time inside a step, half from the side.
            OnStart = started => CancelAt(started * 4),
            OnWait = started => CancelAt((started * 4) + 2),
        };
        if (moment < 2)
        {
            await source.CancelAsync();
        }

        play.Begin();
        using var run = await executor.RunAsync(Translation<int, Numbers>.Build(scenario), scenario.Input, source.Token);
        Assert.Equal(0, play.InFlight);
        Assert.Empty(play.Errors);
        CheckResults(run, scenario, play);
        if (!isFree)
        {
            CheckAgainst(Reference.Of(scenario), run, play);
        }

        await (Volatile.Read(ref cancelling) ?? Task.CompletedTask);
        return run.Status;

        void CancelAt(int now)
        {
            if (now == (moment & ~1))
            {
                if (moment % 2 == 0)
                {
                    source.Cancel();
                }
                else
                {
                    // A source is disposed only after this has ended.
                    Interlocked.CompareExchange(ref cancelling, Task.Run(source.Cancel, CancellationToken.None), null);
                }
            }
        }
    }

    private static void CheckResults(Run<int> run, Scenario scenario, Play play)
    {
        var shape = new ResultShape();
        Assert.Equal(run.Usage, shape.Check(scenario.Steps, run.Steps));
        Assert.Equal(run.Attempts, shape.Calls.Sum(static call => call.Result.Attempts));
        Assert.Equal(play.Calls.Sum(static call => call.Value), shape.Calls.Where(static call => call.Leaf is not null).Sum(static call => call.Result.Attempts));
        foreach (var call in play.Calls.Where(static call => call.Key[0] != '|').GroupBy(static call => call.Key.Split('|')[0]))
        {
            var result = Assert.Single(shape.Calls, one => one.Result.Path == call.Key).Result;
            Assert.True(result.Attempts >= call.Sum(static one => one.Value), result.Path);
            Assert.NotEqual(StepStatus.Skipped, result.Status);
        }

        var all = Seen<int, Numbers>.All(run.Steps).ToArray();
        Assert.All(all, static step => Assert.Equal(step.Status is StepStatus.Cancelled or StepStatus.Skipped, step.Reason is not null));
        Assert.All(shape.Calls, static call => Assert.True(
            call.Result.Attempts > 0 || call.Result.Status is StepStatus.Cancelled or StepStatus.Skipped, $"{call.Result.Path} is done and never ran"));
        Assert.Equal(
            run.Steps.Any(static step => step.Status == StepStatus.Cancelled) ? RunStatus.Cancelled
            : run.Steps.Any(static step => step.Status == StepStatus.Failed) ? RunStatus.Failed : RunStatus.Completed,
            run.Status);
    }

    private static void CheckAgainst(Reference reference, Run<int> run, Play play)
    {
        Assert.All(play.Calls, call => Assert.InRange(call.Value, 1, reference.Calls.GetValueOrDefault(call.Key)));
        if (run.Status == RunStatus.Completed)
        {
            Assert.Equal(reference.Result.Value, run.Output);
        }
        else if (run.Status == RunStatus.Failed)
        {
            Assert.Equal(reference.Result.Failure!.Type, run.Error!.GetType().Name);
        }
    }
}
