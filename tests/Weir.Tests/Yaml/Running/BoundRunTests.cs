using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Running;

/// <summary>What a bound file does when it runs.</summary>
public sealed class BoundRunTests : IDisposable
{
    private readonly Flow _flow = new();

    public void Dispose() => _flow.Dispose();

    [Fact]
    public async Task Run_HandsValuesFromStepToStepAlsoAgainstTheOrderOfTheFile()
    {
        var outputs = await _flow.GiveAsync("""
            weir: 1
            name: w
            stages:
              - name: first
                steps:
                  - { name: sum, uses: test.call, with: { value: "${{ steps.list.output[1] + steps.map.output.n }}" } }
              - name: second
                steps:
                  - { name: list, uses: test.call, with: { value: [ 1, 2 ] } }
                  - { name: map, uses: test.call, with: { value: { n: 40 } } }
            outputs: { sum: "${{ steps.sum.output }}", text: "is ${{ steps.sum.output }}" }
            """);
        Assert.Equal([new("sum", 42L), new("text", "is 42")], outputs);
    }

    [Fact]
    public async Task Run_OfAForEach_GivesTheOutputsInTheOrderOfTheItems()
    {
        var outputs = await _flow.GiveAsync(Flow.Stage("""
            - { name: each, uses: test.call, for-each: "${{ range(0, 50) }}", with: { value: "${{ item * 10 + index }}" } }
            - { name: size, uses: test.call, with: { value: "${{ length(steps.each.output) }}" } }
            """) + "\noutputs: { each: \"${{ steps.each.output }}\", size: \"${{ steps.size.output }}\" }");
        Assert.Equal(Enumerable.Range(0, 50).Select(static n => (object?)(11L * n)), Assert.IsAssignableFrom<IReadOnlyList<object?>>(outputs["each"]));
        Assert.Equal(50L, outputs["size"]);
    }

    [Fact]
    public async Task Run_OfAForEachOverNoList_FailsWithThePlace()
    {
        using var run = await _flow.RunAsync(Flow.Stage("""
            - { name: no, uses: test.call, with: { value: text } }
            - { name: each, uses: test.call, for-each: "${{ steps.no.output }}" }
            """));
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("w.yaml:8:", run.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("'for-each' must be a list, and it is text", run.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text: \"${{ steps.before.output }}\"", "3", "'text' of 'test.call' must be text, and it is a whole number")]
    [InlineData("word: \"${{ steps.before.output }}\"", "up", "'word' of 'test.call' must be one of left, right, and it is 'up'")]
    [InlineData("path: \"${{ steps.before.output }}\"", "secret.txt", "--allow read=secret.txt")]
    [InlineData("value: \"${{ steps.before.output.x }}\"", "3", "only a map has fields")]
    public async Task Run_WhenAnEvaluatedValueDoesNotFit_FailsWithThePlaceAndIsNotTriedAgain(string with, string before, string message)
    {
        using var run = await _flow.RunAsync(Flow.Stage($$"""
            - { name: before, uses: test.call, with: { value: {{before}} } }
            - { name: after, uses: test.call, with: { {{with}} }, retry: { attempts: 3 } }
            """));
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("w.yaml:8:", run.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(message, run.Error.Message, StringComparison.Ordinal);
        Assert.Equal(1, run.Steps[1].Attempts);
        Assert.Equal(1, _flow.Calls);
    }

    [Fact]
    public async Task Run_WhenAConditionDoesNotHold_SkipsTheStepAndWhatNeedsIt()
    {
        using var run = await _flow.RunAsync(Flow.Stage("""
            - { name: a, uses: test.call, with: { value: 1 } }
            - { name: b, uses: test.call, if: "steps.a.output > 1" }
            - { name: c, uses: test.call, needs: [ b ] }
            """));
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal([StepStatus.Completed, StepStatus.Skipped, StepStatus.Skipped], run.Steps.Select(static step => step.Status));
    }

    [Fact]
    public async Task Run_WhenAFailureIsToContinue_ShowsItsStatusAndNoValue()
    {
        _flow.Call = static (value, context) => value is "fail" ? new(context.Fail<object?>("no")) : new(value);
        var bound = _flow.Bound(Flow.Stage("""
            - { name: a, uses: test.call, with: { value: fail }, on-failure: continue }
            - { name: b, uses: file.write, with: { path: out.txt, text: "${{ steps.a.status }} ${{ default(steps.a.output, 'none') }}" } }
            """, "permissions: { write: [ out.txt ] }"));
        using var run = await _flow.RunAsync(bound);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal("failed none", await File.ReadAllTextAsync(_flow.Folder.Below("out.txt"), Some.Token));
        Assert.Empty(bound.OutputsOf(run));
    }

    [Fact]
    public async Task Run_WhenAStepFails_TriesAgainAndFallsBack()
    {
        _flow.Call = static (value, context) => value is "down" ? new(context.Fail<object?>("no")) : new(value);
        using var run = await _flow.RunAsync(Flow.Stage(
            "- { name: a, uses: test.call, with: { value: down }, fallback: { uses: test.call, with: { value: up } } }", "defaults: { retry: { attempts: 3 } }"));
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(("up", "test.call", 4), (run.Steps[0].Output, run.Steps[0].FellBackTo, _flow.Calls));
    }

    [Fact]
    public async Task Run_WhenAnAttemptTakesTooLong_TriesAgain()
    {
        var time = new ManualTime();
        using var flow = new Flow { Time = time };
        flow.Call = async (value, context) =>
        {
            if (context.Attempt == 1)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, time, context.CancellationToken);
            }

            return value;
        };
        var running = flow.RunAsync(Flow.Stage("- { name: a, uses: test.call, with: { value: 7 }, timeout: 5s, retry: { attempts: 2 } }"));
        await time.WaitForTimersAsync(1, Some.Token);
        time.Advance(TimeSpan.FromSeconds(5));
        using var run = await running;
        Assert.Equal((RunStatus.Completed, 2), (run.Status, run.Steps[0].Attempts));
    }

    [Fact]
    public async Task Run_OfATypeThatGivesSomethingElse_SaysWhatItGave()
    {
        _flow.Call = static (_, _) => new((object)DayOfWeek.Monday);
        using var run = await _flow.RunAsync(Flow.Stage("- { name: a, uses: test.call }"));
        Assert.Contains("System.DayOfWeek", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_OfAStepThatDidNotRun_AreNull()
    {
        var outputs = await _flow.GiveAsync(Flow.Stage("- { name: a, uses: test.call, if: \"1 > 2\" }") + "\noutputs: { a: \"${{ steps.a.output.x }}\" }");
        Assert.Equal([new("a", null)], outputs);
    }

    [Fact]
    public async Task Run_OfOneFileManyTimesAtOnce_KeepsRunsApart()
    {
        var bound = _flow.Bound(Flow.Stage("- { name: a, uses: test.call, with: { value: \"${{ run.id }}\" } }") + "\noutputs: { id: \"${{ steps.a.output }}\" }");
        await using var executor = _flow.Executor();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            using var run = await bound.RunAsync(executor, new RunOptions { Id = $"run-{number}" }, cancellationToken: Some.Token);
            Assert.Equal($"run-{number}", bound.OutputsOf(run)["id"]);
        }));
    }

    [Fact]
    public async Task Run_WithAProfileThatFailsFast_StopsAtTheFirstFailure()
    {
        _flow.Call = static (value, context) => value is "fail" ? new(context.Fail<object?>("no")) : new(value);
        var text = Flow.Stage("""
            - { name: a, uses: test.call, with: { value: fail }, on-failure: continue }
            - { name: b, uses: test.call, needs: [ a ] }
            """);
        using var fast = await _flow.RunAsync(text, new WorkflowBinding { Profile = Profiles.All.Single(static profile => profile.Name == "development") });
        using var whole = await _flow.RunAsync(text, new WorkflowBinding { Profile = Profiles.All.Single(static profile => profile.Name == "production") });
        Assert.Equal((StepStatus.Skipped, StepStatus.Completed), (fast.Steps[1].Status, whole.Steps[1].Status));
    }

    [Fact]
    public async Task Run_WhenTheBudgetIsUsedUpAndDegrades_TakesTheCheaperStep()
    {
        _flow.Call = static (value, context) =>
        {
            context.AddUsage(new Usage(value is "dear" ? 100 : 0, 0, 0));
            return new(value);
        };
        using var run = await _flow.RunAsync(Flow.Stage("""
            - { name: a, uses: test.metered, with: { value: dear } }
            - { name: b, uses: test.metered, needs: [ a ], with: { value: dear }, cheaper: { uses: test.call, with: { value: cheap } } }
            - { name: c, uses: test.call, needs: [ b ], with: { value: free } }
            """, "budget: { tokens: 100, on-breach: degrade }"));
        Assert.True(run.Status == RunStatus.Completed, run.Error?.ToString());
        Assert.Equal(["dear", "cheap", "free"], run.Steps.Select(static step => step.Output));
        Assert.Equal("test.call", run.Steps[1].DegradedTo);
    }

    [Fact]
    public async Task Run_WhenTheBudgetIsUsedUp_Stops()
    {
        using var run = await _flow.RunAsync(Flow.Stage("""
            - { name: a, uses: test.call }
            - { name: b, uses: test.call, needs: [ a ] }
            """, "budget: { steps: 1 }"));
        Assert.IsType<BudgetExceededException>(run.Error);
        Assert.Equal(1, _flow.Calls);
    }
}
