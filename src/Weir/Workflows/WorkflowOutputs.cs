using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>Reads the outputs of a workflow's steps from its <see cref="Run"/>.</summary>
public static class WorkflowOutputs
{
    extension(Run run)
    {
        /// <summary>The value that a step gave.</summary>
        /// <typeparam name="T">The type of the value.</typeparam>
        /// <param name="output">The handle that the builder gave for the step.</param>
        /// <returns>The value.</returns>
        /// <exception cref="ArgumentException">The handle belongs to another workflow than the run.</exception>
        /// <exception cref="InvalidOperationException">The step did not complete.</exception>
        public T OutputOf<T>(StepOutput<T> output)
        {
            if (run.TryGetOutput(output, out var value))
            {
                return value;
            }

            var result = run.Steps[output.Index];
            var why = result.Status switch
            {
                StepStatus.Failed => $"it failed: {result.Error?.Message}",
                StepStatus.Paused => result.Reason is { } reason ? $"it waits: {reason}" : "it is paused",
                var other => $"it was {(other == StepStatus.Skipped ? "skipped" : "cancelled")}: {result.Reason}",
            };
            throw new InvalidOperationException($"The step '{output.Path}' has no output: {why}.", result.Error);
        }

        /// <summary>The value that a step gave, if it completed.</summary>
        /// <typeparam name="T">The type of the value.</typeparam>
        /// <param name="output">The handle that the builder gave for the step.</param>
        /// <param name="value">The value; default if there is none.</param>
        /// <returns>Whether the step completed.</returns>
        /// <exception cref="ArgumentException">The handle belongs to another workflow than the run.</exception>
        public bool TryGetOutput<T>(StepOutput<T> output, [MaybeNullWhen(false)] out T value)
        {
            ArgumentNullException.ThrowIfNull(run);
            ArgumentNullException.ThrowIfNull(output);
            if (run.Data is not WorkflowRunData data || !ReferenceEquals(output.Owner, data.Owner) || output.Index >= data.Steps.Count)
            {
                throw new ArgumentException($"The step '{output.Path}' is no step of the run '{run.Name}'.", nameof(output));
            }

            var completed = data.Steps[output.Index].Status == StepStatus.Completed;
            value = completed ? data.Outputs[output.Index].Read<T>() : default;
            return completed;
        }
    }
}
