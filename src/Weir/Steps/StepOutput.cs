namespace Weir;

/// <summary>The value that a step of a workflow will give, whatever its type: what other steps may need.</summary>
public abstract class StepOutput
{
    private readonly StepAddress _address;

    private protected StepOutput(object owner, int index, StepAddress address)
    {
        Owner = owner;
        Index = index;
        _address = address;
    }

    /// <summary>The name of the step.</summary>
    public string Name => _address.Name;

    /// <summary>The address of the step, such as <c>report/fetch/page</c>.</summary>
    public string Path => _address.ToString();

    /// <summary>The identity of the builder that made this; shared by the workflows that it builds and by their runs.</summary>
    internal object Owner { get; }

    internal int Index { get; }
}
