using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>One execution of a pipeline or workflow, as it ended: failures are values here, not exceptions.</summary>
/// <remarks>Dispose it when its results are read; every member used after that throws <see cref="ObjectDisposedException"/>.</remarks>
[SuppressMessage("Design", "CA1063:Implement IDisposable Correctly", Justification = "Nobody outside can derive from it, and there is nothing to finalize.")]
[SuppressMessage("Usage", "CA1816:Dispose methods should call SuppressFinalize", Justification = "There is nothing to finalize.")]
public class Run : IDisposable
{
    private readonly string _name;
    private volatile RunData? _data;

    internal Run(RunData data)
    {
        _name = data.Name;
        _data = data;
    }

    /// <summary>The id: the one that was given, else a new one that no other run has.</summary>
    public string Id => Data.Id;

    /// <summary>The name of the pipeline or workflow.</summary>
    public string Name => Data.Name;

    /// <summary>How the run ended.</summary>
    public RunStatus Status => Data.Status;

    /// <summary>The time from start to end.</summary>
    public TimeSpan Duration => Data.Duration;

    /// <summary>One result for each step, in the order of declaration; a pipeline used as a step is one step here.</summary>
    public IReadOnlyList<StepResult> Steps => Data.Steps;

    /// <summary>One result for each stage of a workflow, in the order of declaration; empty for a pipeline.</summary>
    public IReadOnlyList<StageResult> Stages => Data.Stages;

    /// <summary>What the first failed step threw, by order of declaration; null if none failed.</summary>
    public Exception? Error => Data.Failed?.Error;

    /// <summary>What the observer of the run threw, after which it was not called again; null if it threw nothing.</summary>
    public Exception? ProgressError => Data.ProgressError;

    internal RunData Data =>
        _data ?? throw new ObjectDisposedException(nameof(Run), $"The run '{_name}' was disposed; read its results before that.");

    /// <summary>Does nothing if the run completed, else throws what a method call would have thrown.</summary>
    /// <exception cref="RunFailedException">A step failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void ThrowIfFailed()
    {
        var data = Data;
        if (data.Status == RunStatus.Cancelled)
        {
            throw new OperationCanceledException($"The run '{data.Name}' was cancelled.", data.Failed?.Error);
        }

        if (data.Failed is { Error: { } error } failed)
        {
            throw new RunFailedException(data.Name, failed.Path, error);
        }
    }

    /// <summary>Gives the results back.</summary>
    public void Dispose() => _data = null;
}
