using System.Globalization;

namespace Weir.AI;

/// <summary>Too few voted for a decision.</summary>
public sealed class QuorumNotReachedException : Exception
{
    internal QuorumNotReachedException(double participating, double minimum, double total, IReadOnlyList<AbsentMember> absent)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Members of weight {participating:0.###} of {total:0.###} voted, and a decision needs {minimum:0.###}; absent: {string.Join("; ", absent.Select(static one => $"{one.Member} ({one.Reason})"))}"))
    {
        ParticipatingWeight = participating;
        MinWeight = minimum;
        TotalWeight = total;
        Absent = absent;
    }

    /// <summary>The weight of those who voted.</summary>
    public double ParticipatingWeight { get; }

    /// <summary>The weight that a decision needs.</summary>
    public double MinWeight { get; }

    /// <summary>The weight of all members.</summary>
    public double TotalWeight { get; }

    /// <summary>Who did not vote, and why.</summary>
    public IReadOnlyList<AbsentMember> Absent { get; }
}
