namespace Weir;

/// <summary>Where the events of nodes go. It is one of the services of the run.</summary>
public interface INodeEvents
{
    /// <summary>Passes an event on. Called from many runs at a time; what it throws the body of the node sees.</summary>
    /// <param name="published">The event.</param>
    /// <param name="cancellationToken">Cancelled when the step is to stop.</param>
    /// <returns>When it was passed on.</returns>
    ValueTask PublishAsync(PublishedEvent published, CancellationToken cancellationToken);
}
