using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Weir;

/// <summary>Why a step did not complete, as a value that travels instead of an exception.</summary>
internal sealed class StepFailure(StepStatus status, Exception? error, string? feedback = null)
{
    private Exception? _error = error;
    private string? _feedback = feedback;

    public StepStatus Status => status;

    /// <summary>Whether there is an exception to show: a step that was only kept from starting has none.</summary>
    public bool HasError => status == StepStatus.Failed || _error is not null;

    /// <summary>What was thrown; a step that failed without throwing gets its exception when somebody asks for it.</summary>
    public Exception Error => _error ??= status == StepStatus.Cancelled
        ? new OperationCanceledException(_feedback)
        : new StepFailedException(_feedback ?? "The step failed.");

    /// <summary>The type of what was thrown; null: nothing was, and nobody has asked for an exception yet.</summary>
    public Type? ErrorType => _error?.GetType();

    /// <summary>Why, in words; what an exception says is read when somebody asks.</summary>
    public string Feedback => _feedback ??= MessageOf(Error);

    /// <summary>Whether every construct lets it pass: nothing tries again, falls back or ignores it.</summary>
    public bool IsSignal => status != StepStatus.Failed || _error is ControlSignalException;

    /// <summary>Throws it as the step did, with the stack that it had.</summary>
    [DoesNotReturn]
    public void Throw() => ExceptionDispatchInfo.Throw(Error);

    /// <summary>What an exception says; exceptions are the user's, and may throw where they are read.</summary>
    private static string MessageOf(Exception error)
    {
        try
        {
            return error.Message;
        }
        catch (Exception)
        {
            return $"{error.GetType().FullName}, whose message cannot be read";
        }
    }

    /// <summary>How many attempts there were, where a guard made them; 0: it did not, or none was made.</summary>
    public int Attempts { get; set; }

    /// <summary>The innermost step that failed.</summary>
    public StepAddress? Address { get; set; }
}
