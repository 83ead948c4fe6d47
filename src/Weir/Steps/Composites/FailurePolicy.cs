namespace Weir;

/// <summary>What the failure of one item or branch does to the others. Cancellation and control signals pass every policy.</summary>
public enum FailurePolicy
{
    /// <summary>The first failure fails the step: nothing new starts, and what runs gets its token cancelled and is waited for.</summary>
    Propagate,

    /// <summary>What failed is left out of the output. A parallel step of which every branch failed fails.</summary>
    Ignore,

    /// <summary>The first branch to succeed is the output, and ends the others. If every branch fails, the step fails.</summary>
    FirstSuccess,
}
