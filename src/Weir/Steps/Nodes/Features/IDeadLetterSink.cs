namespace Weir;

/// <summary>Where inputs go that a node could not handle. It is given to the node, or is one of the services of the run.</summary>
public interface IDeadLetterSink
{
    /// <summary>Keeps a letter. Called from many runs at a time.</summary>
    /// <remarks>What it throws is counted and logged; the error of the run stays the one that the node failed with.</remarks>
    /// <param name="letter">The letter.</param>
    /// <param name="cancellationToken">Cancelled when the step is to stop.</param>
    /// <returns>When the letter is kept.</returns>
    ValueTask PutAsync(DeadLetter letter, CancellationToken cancellationToken);
}
