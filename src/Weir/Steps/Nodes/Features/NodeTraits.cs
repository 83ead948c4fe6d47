namespace Weir;

/// <summary>What one node is and keeps, shared by all pipelines that it stands in and by its operations.</summary>
internal sealed class NodeIdentity(string name, NodeKind kind, string version, NodeOptions options)
{
    // Only Interlocked.
    private long _deadLetters;

    public string Name => name;

    public NodeKind Kind => kind;

    public string Version => version;

    public NodeOptions Options => options;

    public IDeadLetterSink? DeadLetterSink { get; init; }

    public INodeTransactions? Transactions { get; init; }

    /// <summary>Its own breakers, where the services of a run have none to share.</summary>
    public NodeCircuits Circuits { get; } = new();

    /// <summary>Counts a dead letter; gives how many there are now.</summary>
    public long CountDeadLetter() => Interlocked.Increment(ref _deadLetters);
}

/// <summary>What a step of a node asks its pipeline for; steps that ask for nothing have none.</summary>
/// <param name="Node">The node.</param>
/// <param name="Format">How inputs are read; null: nobody said.</param>
/// <param name="Operation">The operation that the step is; null: the format says it of each input, or it is the node as a whole.</param>
internal sealed record NodeTraits<TIn>(NodeIdentity Node, NodeInputFormat<TIn>? Format, string? Operation)
{
    public NodeOptions Options => Node.Options;

    /// <summary>The operation that an input is for.</summary>
    public string OperationOf(TIn input) =>
        Operation ?? (input is not null && Format?.Operation is { } operation ? operation(input) : Node.Name);
}

/// <summary>One operation of a node as a step of its own.</summary>
internal sealed class NodeOperationStep<TIn, TOut>(string name, NodeTraits<TIn> traits, Func<TIn, StepContext, ValueTask<TOut>> body) : Step<TIn, TOut>
{
    public override string Name => name;

    internal override NodeTraits<TIn>? Traits => traits;

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context) => body(input, context);
}
