using System.Buffers;

namespace Weir;

/// <summary>Events on their way to a file.</summary>
internal sealed class PendingAppend
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public PendingAppend(string runId, long expectedLast, IReadOnlyList<RunEvent> events)
    {
        RunId = runId;
        ExpectedLast = expectedLast;
        Events = [.. events];
        Lengths = new int[Events.Length];
        for (var i = 0; i < Events.Length; i++)
        {
            var before = _bytes.WrittenCount;
            RunEventJson.Write(_bytes, Events[i]);
            _bytes.Write("\n"u8);
            Lengths[i] = _bytes.WrittenCount - before;
        }
    }

    public string RunId { get; }

    public long ExpectedLast { get; }

    public RunEvent[] Events { get; }

    /// <summary>The bytes of each line.</summary>
    public int[] Lengths { get; }

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public Task Done => _done.Task;

    public void Complete() => _done.SetResult();

    public void Fail(Exception error) => _done.SetException(error);
}
