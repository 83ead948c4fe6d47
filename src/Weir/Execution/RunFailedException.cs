namespace Weir;

/// <summary>A run failed and its caller asked for an exception; the inner exception is what the step threw.</summary>
public sealed class RunFailedException : Exception
{
    internal RunFailedException(string runName, string stepPath, Exception error)
        : base($"The run '{runName}' failed in step '{stepPath}': {error.Message}", error)
    {
        RunName = runName;
        StepPath = stepPath;
    }

    /// <summary>The name of the pipeline or workflow.</summary>
    public string RunName { get; }

    /// <summary>The address of the first step that failed, in the order of declaration.</summary>
    public string StepPath { get; }
}
