using Weir.Testing;

namespace Weir.Tests.Workflows.Measuring;

/// <summary>A workflow whose steps take a stated time by the clock of a scheduler, so that every figure of its runs is exact.</summary>
/// <param name="Steps">Name, milliseconds, and the names of the steps that it needs, which stand before it.</param>
internal sealed record TimedWorkflow(params (string Name, int Milliseconds, string[] Needs)[] Steps)
{
    /// <summary>The workflow, with the first letter of the step's name as its stage.</summary>
    public Workflow Build(DeterministicScheduler scheduler, List<string>? started = null)
    {
        var builder = Workflow.Create("timed");
        var stages = new Dictionary<char, StageBuilder>();
        var outputs = new Dictionary<string, StepOutput>(StringComparer.Ordinal);
        foreach (var (name, milliseconds, needs) in Steps)
        {
            if (!stages.TryGetValue(name[0], out var stage))
            {
                stages.Add(name[0], stage = builder.AddStage(name[..1]));
            }

            outputs.Add(name, stage.AddStep(name, Body, [.. needs.Select(need => outputs[need])]));

            async ValueTask<int> Body(StepContext context)
            {
                started?.Add(name);
                await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), scheduler.Time, context.CancellationToken);
                return milliseconds;
            }
        }

        return builder.Build();
    }
}
