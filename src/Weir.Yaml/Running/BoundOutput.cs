namespace Weir.Yaml.Files;

/// <summary>What a step of a file gives, as expressions read it.</summary>
internal abstract class BoundOutput
{
    /// <summary>The handle in the workflow.</summary>
    public abstract StepOutput Handle { get; }

    /// <summary>The value, as a step that reads it sees it; null where the step did not complete.</summary>
    public abstract object? ValueIn(StepReads reads);

    /// <summary>The value at the end of a run; null where the step did not complete.</summary>
    public abstract object? ValueIn(Run run);

    public static BoundOutput Of<T>(StepOutput<T> handle) => new Typed<T>(handle);

    private sealed class Typed<T>(StepOutput<T> handle) : BoundOutput
    {
        public override StepOutput Handle => handle;

        public override object? ValueIn(StepReads reads) => reads.TryGetValue(handle, out var value) ? value : null;

        public override object? ValueIn(Run run) => run.TryGetOutput(handle, out var value) ? value : null;
    }
}
