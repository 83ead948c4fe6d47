using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>The values and statuses of those steps that a step of a workflow needs.</summary>
/// <remarks>Valid as long as the run is not disposed; safe for several threads.</remarks>
public sealed class StepReads
{
    private readonly WorkflowNode _reader;
    private readonly WorkflowValues _values;

    internal StepReads(WorkflowNode reader, WorkflowValues values)
    {
        _reader = reader;
        _values = values;
    }

    /// <summary>The id of the run.</summary>
    public string RunId => _values.Run.Id;

    /// <summary>The value that a step gave.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The handle of a step that this one reads or needs.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The step is none that this one waits for.</exception>
    /// <exception cref="InvalidOperationException">The step did not complete.</exception>
    public T ValueOf<T>(StepOutput<T> output) => TryGetValue(output, out var value)
        ? value
        : throw new InvalidOperationException($"The step '{_reader.Name}' reads the value of '{output.Name}', which has none: it is {StatusOf(output).ToString().ToLowerInvariant()}.");

    /// <summary>The value that a step gave, if it completed.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The handle of a step that this one reads or needs.</param>
    /// <param name="value">The value; default if there is none.</param>
    /// <returns>Whether the step completed.</returns>
    /// <exception cref="ArgumentException">The step is none that this one waits for.</exception>
    public bool TryGetValue<T>(StepOutput<T> output, [MaybeNullWhen(false)] out T value)
    {
        var completed = StatusOf(output) == StepStatus.Completed;
        value = completed ? _values.Outputs[output.Index].Read<T>() : default;
        return completed;
    }

    /// <summary>How a step ended.</summary>
    /// <param name="output">The handle of a step that this one reads or needs.</param>
    /// <returns>Its status; <see cref="StepStatus.Skipped"/> where it is in a stage that does not run.</returns>
    /// <exception cref="ArgumentException">The step is none that this one waits for.</exception>
    public StepStatus StatusOf(StepOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return ReferenceEquals(output.Owner, _values.Owner) && Array.IndexOf(_reader.Needs, output.Index) >= 0
            ? _values.Outcomes[output.Index].Status
            : throw new ArgumentException($"The step '{_reader.Name}' does not read '{output.Path}'; name it among what it reads.", nameof(output));
    }
}
