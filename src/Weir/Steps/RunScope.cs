namespace Weir;

/// <summary>What all steps of one run share.</summary>
internal sealed class RunScope
{
    private readonly ulong _prefix;
    private readonly long _number;

    public RunScope(string? id, ulong prefix, long number, TimeProvider time, CancellationToken cancellationToken)
    {
        Id = id!;
        _prefix = prefix;
        _number = number;
        Time = time;
        CancellationToken = cancellationToken;
    }

    /// <summary>The id of the run; a run that was given none gets its text here, the first time somebody asks.</summary>
    public string Id { get => field ??= $"{_prefix:x16}-{_number:x}"; }

    public TimeProvider Time { get; }

    public CancellationToken CancellationToken { get; }
}
