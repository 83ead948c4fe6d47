namespace Weir.Cli.Output.Running.Asking;

/// <summary>Who answers the questions of a run.</summary>
internal interface IApprover
{
    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One of the choices.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    Task<string> AskAsync(ApprovalQuestion question, CancellationToken cancellationToken);
}
