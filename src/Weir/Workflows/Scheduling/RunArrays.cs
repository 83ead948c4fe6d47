namespace Weir;

/// <summary>
/// What a run of a workflow notes of its steps, by index. Made anew for each run they would be large objects, each of which brings a full collection nearer; so the workflow
/// keeps those of a run that was disposed for its next one.
/// </summary>
internal sealed class RunArrays(int count)
{
    public StepOutcome[] Outcomes { get; } = new StepOutcome[count];

    public Register[] Outputs { get; } = new Register[count];

    /// <summary>The results that were made; null: the result was not asked for yet.</summary>
    public StepResult?[] Results { get; } = new StepResult?[count];

    /// <summary>Forgets the run.</summary>
    public void Clear()
    {
        Array.Clear(Outcomes);
        Array.Clear(Outputs);
        Array.Clear(Results);
    }
}
