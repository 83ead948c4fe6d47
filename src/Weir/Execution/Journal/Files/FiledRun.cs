namespace Weir;

/// <summary>A piece of a file with lines of one run.</summary>
internal readonly record struct FileBlock(long Offset, int Length);

/// <summary>A run of a file, and where its lines are.</summary>
internal sealed class FiledRun(RunLog log, long order)
{
    // Larger pieces would be read at once.
    private const int MaxBlock = 1 << 18;

    private readonly List<FileBlock> _blocks = [];

    public RunLog Log => log;

    /// <summary>Its place in the order in which runs began.</summary>
    public long Order => order;

    public IReadOnlyList<FileBlock> Blocks => _blocks;

    public void Add(RunEvent one, long offset, int length)
    {
        log.Add(one);
        if (_blocks is [.., var last] && last.Offset + last.Length == offset && last.Length < MaxBlock)
        {
            _blocks[^1] = new FileBlock(last.Offset, last.Length + length);
        }
        else
        {
            _blocks.Add(new FileBlock(offset, length));
        }
    }
}
