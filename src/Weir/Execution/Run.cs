using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>One execution of a pipeline or workflow, as it ended: failures are values here, not exceptions.</summary>
/// <remarks>Dispose it when its results are read; every member used after that throws <see cref="ObjectDisposedException"/>.</remarks>
[SuppressMessage("Design", "CA1063:Implement IDisposable Correctly", Justification = "Nobody outside can derive from it, and there is nothing to finalize.")]
[SuppressMessage("Usage", "CA1816:Dispose methods should call SuppressFinalize", Justification = "There is nothing to finalize.")]
public class Run : IDisposable
{
    private readonly string _name;
    private IRunData? _data;

    internal Run(IRunData data, string name)
    {
        _name = name;
        _data = data;
    }

    /// <summary>The id: the one that was given, else a new one that no other run has.</summary>
    public string Id => Data.Scope.Id;

    /// <summary>The name of the pipeline or workflow.</summary>
    public string Name => Data is null ? "" : _name;

    /// <summary>How the run ended.</summary>
    public RunStatus Status => Data.Status;

    /// <summary>
    /// The <see cref="OptimizationOptions.Hash"/> of the options that the executor had when the run began; that of <see cref="OptimizationOptions.None"/> where its optimizations
    /// were off. What a pipeline or a step says of its own is not in it.
    /// </summary>
    public string OptimizationsHash => Data.OptimizationsHash;

    /// <summary>The time from start to end.</summary>
    public TimeSpan Duration => Data.Duration;

    /// <summary>One result for each step, in the order of declaration; a composite is one step here. Made when they are read first.</summary>
    public IReadOnlyList<StepResult> Steps => Data.Steps;

    /// <summary>One result for each stage of a workflow, in the order of declaration; empty for a pipeline.</summary>
    public IReadOnlyList<StageResult> Stages => Data.Stages;

    /// <summary>What the run waits for, where it is <see cref="RunStatus.Paused"/>: each is answered when the run is resumed. Else empty.</summary>
    public IReadOnlyList<RunPaused> Pauses => Data.Pauses;

    /// <summary>What all steps have used together.</summary>
    public Usage Usage => Data.Scope.Usage;

    /// <summary>How often steps were called, all attempts counted; composites do not count themselves.</summary>
    public int Attempts => Data.Calls;

    /// <summary>What the first failed step threw, by order of declaration; null if none failed.</summary>
    public Exception? Error => Data.Failure is { Status: StepStatus.Failed } failure ? failure.Error : null;

    /// <summary>What the observer of the run threw, after which it was not called again; null if it threw nothing.</summary>
    public Exception? ProgressError => Data.ProgressError;

    /// <summary>What hooks threw, in order, but for what ended the run: the first 100; events tell of all. Empty if they threw nothing.</summary>
    public IReadOnlyList<HookFailed> HookFailures => Data.HookFailures;

    internal StepFailure? Failure => Data.Failure;

    internal IRunData Data =>
        _data ?? throw new ObjectDisposedException(nameof(Run), $"The run '{_name}' was disposed; read its results before that.");

    /// <summary>The state of the pipeline when the run ended.</summary>
    /// <typeparam name="TState">The type that the pipeline was given in <c>WithState</c>.</typeparam>
    /// <returns>The state.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has no state, or one of another type.</exception>
    public TState State<TState>() => Data.State switch
    {
        StateCell<TState> cell => cell.Value,
        null => throw new InvalidOperationException($"The run '{_name}' has no state; give the pipeline one with WithState."),
        var other => throw new InvalidOperationException($"The state of the run '{_name}' is of type {TypeText.Of(other.Type)}, not {TypeText.Of(typeof(TState))}."),
    };

    /// <summary>Does nothing if the run completed, else throws what a method call would have thrown.</summary>
    /// <exception cref="RunFailedException">A step failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void ThrowIfFailed()
    {
        var data = Data;
        if (data.Status == RunStatus.Cancelled)
        {
            throw new OperationCanceledException($"The run '{_name}' was cancelled.", data.Failure is { HasError: true } cause ? cause.Error : null);
        }

        if (data.Status == RunStatus.Paused)
        {
            throw new InvalidOperationException($"The run '{_name}' is paused at '{data.Pauses[0].Path}'; resume it with an answer.");
        }

        if (data.Failure is { } failure)
        {
            throw new RunFailedException(_name, failure.Address!.ToString(), failure.Error);
        }
    }

    /// <summary>Name, status and error in one line.</summary>
    /// <returns>Such as <c>order: Failed, no stock</c>.</returns>
    public override string ToString() => _data is { } data
        ? OneLine.Of(_name, data.Status.ToString(), data.Failure is { Status: StepStatus.Failed } failure ? failure.Error.Message : null)
        : OneLine.Of(_name, "disposed", null);

    /// <summary>Gives the results back.</summary>
    public void Dispose() => Interlocked.Exchange(ref _data, null)?.Release();
}
