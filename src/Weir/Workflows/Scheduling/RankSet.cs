using System.Numerics;

namespace Weir;

/// <summary>A set of small numbers that gives the least of them: adding and taking cost the same however many there are.</summary>
/// <remarks>
/// Idea: one bit for each number; above it one bit for each word of bits that is not empty, and so on up to one word.
/// Three levels hold 262,144 numbers; to find the least is one count of trailing zeros a level.
/// </remarks>
internal sealed class RankSet
{
    private readonly ulong[][] _levels;

    /// <param name="count">The numbers are less than this.</param>
    public RankSet(int count)
    {
        var levels = new List<ulong[]>();
        do
        {
            count = Math.Max(1, (count + 63) / 64);
            levels.Add(new ulong[count]);
        }
        while (count > 1);
        _levels = [.. levels];
    }

    public bool IsEmpty => _levels[^1][0] == 0;

    /// <summary>Adds a number that is not in the set.</summary>
    public void Add(int rank)
    {
        foreach (var level in _levels)
        {
            ref var word = ref level[rank >> 6];
            var wasEmpty = word == 0;
            word |= 1UL << rank;
            if (!wasEmpty)
            {
                return;
            }

            rank >>= 6;
        }
    }

    /// <summary>Takes the least number out. False: there is none.</summary>
    public bool TryTake(out int rank)
    {
        rank = 0;
        if (IsEmpty)
        {
            return false;
        }

        for (var i = _levels.Length - 1; i >= 0; i--)
        {
            rank = (rank << 6) | BitOperations.TrailingZeroCount(_levels[i][rank]);
        }

        var at = rank;
        foreach (var level in _levels)
        {
            ref var word = ref level[at >> 6];
            word &= ~(1UL << at);
            if (word != 0)
            {
                break;
            }

            at >>= 6;
        }

        return true;
    }
}
