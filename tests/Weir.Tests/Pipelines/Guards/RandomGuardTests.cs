namespace Weir.Tests.Pipelines.Guards;

public class RandomGuardTests
{
    private const int Cases = 1_500;

    // Steps that ignore their token go on elsewhere, so with them there is no grace that the clock could be moved through too soon.
    [Theory(Timeout = 120_000)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Run_OfAnyGuard_EndsAsTheReferenceSays(bool isRecorded, bool mayIgnore)
    {
        var played = 0;
        for (var seed = 0; played < Cases; seed++)
        {
            var script = GuardScript.Any(new Random(seed), mayIgnore);
            var expected = new GuardReference();
            if (!expected.TryRun(script))
            {
                continue;
            }

            played++;
            var time = new ManualTime();
            await using var executor = new Executor(new ExecutorOptions { Time = time });
            var play = new GuardPlay(time);
            var grace = TimeSpan.FromSeconds(mayIgnore ? 0 : 2);
            var run = Outcome.OfAsync(new Way(false, isRecorded), executor, play.Step(script), how => script.Configure(how, grace, play));
            await play.DriveAsync(run);
            Check($"seed {seed}", expected, await run, play);
        }
    }

    private static void Check(string seed, GuardReference expected, Outcome outcome, GuardPlay play)
    {
        var status = expected.Output is null ? RunStatus.Failed : RunStatus.Completed;
        Assert.Equal((seed, status, expected.Output ?? 0), (seed, outcome.Status, outcome.Output));
        Assert.Equal((seed, Calls(expected.Calls)), (seed, Calls(play.Calls)));
        outcome.WhereRecorded(s =>
        {
            Assert.Equal((seed, expected.Calls.Count, expected.Feedback, expected.FellBackTo), (seed, s.Attempts, s.Feedback, s.FellBackTo));
            Assert.Equal((seed, expected.Usage, expected.Usage), (seed, s.Usage, outcome.Usage));
            Assert.Equal((seed, TimeSpan.FromSeconds(expected.Now)), (seed, s.Duration));
        });
    }

    private static string Calls(IEnumerable<(string Step, string? Feedback)> calls) =>
        string.Join(" | ", calls.Select(static call => $"{call.Step}: {call.Feedback}"));
}
