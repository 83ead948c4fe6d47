namespace Weir;

/// <summary>A run that is about to begin.</summary>
/// <param name="RunId">The id of the run.</param>
/// <param name="Name">The name of the pipeline or workflow.</param>
/// <param name="IsResumed">Whether it goes on with what it did before.</param>
public readonly record struct BeforeRunArguments(string RunId, string Name, bool IsResumed);

/// <summary>A run that is about to end.</summary>
/// <param name="RunId">The id of the run.</param>
/// <param name="Name">The name of the pipeline or workflow.</param>
/// <param name="Status">How it ends.</param>
/// <param name="Error">What the step threw that made it fail; null if none did.</param>
public readonly record struct AfterRunArguments(string RunId, string Name, RunStatus Status, Exception? Error);

/// <summary>A step that is about to start.</summary>
public readonly record struct BeforeStepArguments
{
    private readonly StepAddress _address;

    internal BeforeStepArguments(string runId, string runName, StepAddress address)
    {
        RunId = runId;
        RunName = runName;
        _address = address;
    }

    /// <summary>The id of the run.</summary>
    public string RunId { get; }

    /// <summary>The name of the pipeline or workflow that runs.</summary>
    public string RunName { get; }

    /// <summary>The address of the step, such as <c>order/charge</c>.</summary>
    public string Path => _address.ToString();

    /// <summary>The name of the step.</summary>
    public string StepName => _address.Name;
}

/// <summary>A step that has ended.</summary>
/// <param name="RunId">The id of the run.</param>
/// <param name="RunName">The name of the pipeline or workflow that runs.</param>
/// <param name="Result">What became of the step.</param>
public readonly record struct AfterStepArguments(string RunId, string RunName, StepResult Result);
