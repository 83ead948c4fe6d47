namespace Weir;

/// <summary>An input that a node could not handle, as it is put aside.</summary>
public sealed record DeadLetter
{
    /// <summary>Where it belongs: the name of the node with the suffix of its options, such as <c>NodeOrderStoreEffect.dlq</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>The name of the node.</summary>
    public required string Node { get; init; }

    /// <summary>The version of the node.</summary>
    public required string Version { get; init; }

    /// <summary>The operation that failed, as the contract names it; the name of the node where it has none.</summary>
    public required string Operation { get; init; }

    /// <summary>The input as JSON, <c>***</c> in place of the fields that are to be hidden; null: the node says no format, or it could not be written.</summary>
    public string? Input { get; init; }

    /// <summary>The full name of the type of the error.</summary>
    public required string ErrorType { get; init; }

    /// <summary>What the error says, without the values of the fields that are to be hidden.</summary>
    public required string Error { get; init; }

    /// <summary>How often the operation was tried; 0 if its input was refused before.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was put aside, by the clock of the run.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The id of the run.</summary>
    public required string RunId { get; init; }
}
