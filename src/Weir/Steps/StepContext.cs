namespace Weir;

/// <summary>The surroundings of one call of one step.</summary>
/// <remarks>Valid inside the call only: do not keep it, do not use it after the step has ended.</remarks>
public sealed class StepContext
{
    private readonly RunScope _run;
    private readonly StepAddress _address;

    internal StepContext(RunScope run, StepAddress address)
    {
        _run = run;
        _address = address;
    }

    /// <summary>Cancelled when the run is to stop; pass it to everything that waits.</summary>
    public CancellationToken CancellationToken => _run.CancellationToken;

    /// <summary>The name that the step has in its pipeline or workflow.</summary>
    public string StepName => _address.Name;

    /// <summary>The address of the step, such as <c>order/charge</c>; the same in every run. The text is made when it is asked for.</summary>
    public string Path => field ??= _address.ToString();

    /// <summary>Which attempt this call is, from 1; 1 until retries exist.</summary>
    public int Attempt { get; } = 1;

    /// <summary>The id of the run.</summary>
    public string RunId => _run.Id;

    /// <summary>The clock of the executor; take time from here so that runs can be repeated.</summary>
    public TimeProvider Time => _run.Time;
}
