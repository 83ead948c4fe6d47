namespace Weir.Tests.Workflows.Scheduling;

public class RandomWorkflowTests
{
    private const int Seeds = 400;

    [Fact(Timeout = 120_000)]
    public async Task Run_OfAnyWorkflow_EndsAsTheReferenceSays()
    {
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 3 });
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomWorkflow(seed);
            var observer = new RecordingObserver();
            using var run = await executor.RunAsync(random.Workflow, new RunOptions { Progress = observer }, Some.Token);
            var results = ByDeclaration(run, random);
            Assert.Equal(random.Statuses, results.Select(static s => s.Status));
            Assert.Equal(random.Reasons, results.Select(static s => s.Reason));
            Assert.Equal(random.Statuses.Contains(StepStatus.Failed) ? RunStatus.Failed : RunStatus.Completed, run.Status);
            for (var i = 0; i < random.Count; i++)
            {
                var ran = random.Statuses[i] != StepStatus.Skipped;
                Assert.Equal((ran ? 1 : 0, ran ? 1 : 0), (random.Calls[i], results[i].Attempts));
                Assert.Equal(random.Statuses[i] == StepStatus.Completed, run.TryGetOutput(random.Outputs[i], out var value));
                Assert.Equal(random.Statuses[i] == StepStatus.Completed ? random.Values[i] : 0, value);
            }

            Assert.InRange(random.Most, random.Statuses.Length == 0 ? 0 : 1, 3);
            CheckEvents(observer, run, random);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_CancelledAtAnyMoment_LosesAndDoublesNothing()
    {
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 3 });
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomWorkflow(seed);
            var observer = new RecordingObserver();
            var moment = new Random(seed).Next(random.Count + 1);
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
            random.OnStep = started =>
            {
                if (started == moment)
                {
                    // Half the time from the step itself, half from the side.
                    _ = moment % 2 == 0 ? source.CancelAsync() : Task.Run(source.Cancel, CancellationToken.None);
                }
            };
            using var run = await executor.RunAsync(random.Workflow, new RunOptions { Progress = observer }, source.Token);
            var results = ByDeclaration(run, random);
            CheckCommon(results, random);
            CheckEvents(observer, run, random);
            Assert.Equal(
                results.Any(static s => s.Status == StepStatus.Cancelled) ? RunStatus.Cancelled
                : results.Any(static s => s.Status == StepStatus.Failed) ? RunStatus.Failed : RunStatus.Completed,
                run.Status);
            Assert.All(results, static s => Assert.True(s.Status != StepStatus.Cancelled || s.Reason == "the run was cancelled"));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithFailFast_StopsAfterOneFailure()
    {
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 3 });
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomWorkflow(seed);
            var observer = new RecordingObserver();
            using var run = await executor.RunAsync(random.Workflow, new RunOptions { FailFast = true, Progress = observer }, Some.Token);
            var results = ByDeclaration(run, random);
            CheckCommon(results, random);
            CheckEvents(observer, run, random);
            Assert.Equal(random.Statuses.Contains(StepStatus.Failed) ? RunStatus.Failed : RunStatus.Completed, run.Status);
            var reasons = results.Where(static s => s.Reason is not null).Select(static s => s.Reason).Distinct().ToArray();
            Assert.True(reasons.Length <= 1, string.Join("; ", reasons));
            Assert.All(reasons, reason => Assert.Contains(reason, results.Where(static s => s.Status == StepStatus.Failed).Select(static s => $"the run stopped after '{s.Name}' failed")));
        }
    }

    private static StepResult[] ByDeclaration(Run run, RandomWorkflow random)
    {
        Assert.Equal(Enumerable.Range(0, random.Count).Select(static i => $"n{i}"), run.Steps.Select(static s => s.Name));
        return [.. run.Steps];
    }

    private static void CheckCommon(StepResult[] results, RandomWorkflow random)
    {
        Assert.InRange(random.Most, 0, 3);
        for (var i = 0; i < random.Count; i++)
        {
            Assert.InRange(random.Calls[i], 0, 1);
            Assert.Equal(results[i].Attempts, random.Calls[i]);
            Assert.True(random.Calls[i] == 0 || random.NeedsOf(i).All(need => results[need].Status == StepStatus.Completed), "a step ran before its needs");
            Assert.True(random.Calls[i] == 1 || results[i].Status is StepStatus.Skipped or StepStatus.Cancelled, "a step that never ran is done");
        }
    }

    private static void CheckEvents(RecordingObserver observer, Run run, RandomWorkflow random)
    {
        var events = observer.Events;
        Assert.False(observer.Overlapped);
        Assert.Null(run.ProgressError);
        Assert.Equal(Enumerable.Range(0, events.Count).Select(static i => (long)i), events.Select(static e => e.Sequence));
        Assert.IsType<RunStarted>(events[0]);
        Assert.Equal(run.Status, Assert.IsType<RunEnded>(events[^1]).Status);
        var starts = events.OfType<StepStarted>().ToDictionary(static e => e.Name, static e => e.Sequence);
        var ends = events.OfType<StepEnded>().ToDictionary(static e => e.Result.Name, static e => e.Sequence);
        Assert.Equal(random.Count, ends.Count);
        Assert.Equal(random.Calls.Sum(), starts.Count);
        var stages = events.OfType<StageEnded>().ToDictionary(static e => e.Stage, static e => e.Sequence);
        Assert.Equal(events.Count, starts.Count + ends.Count + stages.Count + 2);
        Assert.Equal(random.Workflow.Stages.Select(static stage => stage.Name).Order(), stages.Keys.Order());
        Assert.All(random.Workflow.Stages, stage => Assert.All(stage.StepNames, step => Assert.True(ends[step] < stages[stage.Name])));
        foreach (var (name, start) in starts)
        {
            Assert.True(start < ends[name]);
            Assert.All(random.Workflow.NeedsOf(name), need => Assert.True(ends[need] < start));
        }
    }
}
