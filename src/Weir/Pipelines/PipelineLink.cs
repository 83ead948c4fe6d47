namespace Weir;

/// <summary>The steps of a builder, last first: what builders with a common beginning can share.</summary>
internal sealed class PipelineLink(PipelineLink? before, StepSpec step)
{
    private readonly int _count = (before?._count ?? 0) + 1;

    private PipelineLink? Before => before;

    private StepSpec Step => step;

    public static StepSpec[] ToArray(PipelineLink? last)
    {
        var steps = new StepSpec[last?._count ?? 0];
        var index = steps.Length;
        for (var at = last; at is not null; at = at.Before)
        {
            steps[--index] = at.Step;
        }

        return steps;
    }
}
