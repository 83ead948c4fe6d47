using Microsoft.Extensions.AI;

namespace Weir.AI;

/// <summary>Makes members of quorums.</summary>
public static class QuorumMember
{
    /// <summary>A member that votes as <paramref name="vote"/> says.</summary>
    /// <typeparam name="TCase">What is decided about.</typeparam>
    /// <param name="name">The name; not empty, unique in its quorum.</param>
    /// <param name="vote">Votes; safe for parallel calls.</param>
    /// <returns>The member, with weight 1; <c>member with { Weight = 2 }</c> gives another.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static QuorumMember<TCase> From<TCase>(string name, Func<TCase, CancellationToken, ValueTask<QuorumVote>> vote)
    {
        ArgumentNullException.ThrowIfNull(vote);
        return new QuorumMember<TCase>(name, vote);
    }

    /// <summary>A model as a member: it is shown the case as data and asked for a vote as JSON.</summary>
    /// <typeparam name="TCase">What is decided about.</typeparam>
    /// <param name="name">The name; not empty, unique in its quorum.</param>
    /// <param name="client">The model. It is not disposed.</param>
    /// <param name="prompt">What the model is asked about a case.</param>
    /// <returns>The member. An answer that is no vote counts as none.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static QuorumMember<TCase> Chat<TCase>(string name, IChatClient client, Func<TCase, QuorumPrompt> prompt)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(prompt);
        return From<TCase>(name, (subject, cancellationToken) => ChatVote.AskAsync(client, prompt(subject), cancellationToken));
    }
}

/// <summary>One that votes.</summary>
/// <typeparam name="TCase">What is decided about.</typeparam>
public sealed record QuorumMember<TCase>
{
    internal QuorumMember(string name, Func<TCase, CancellationToken, ValueTask<QuorumVote>> vote)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Vote = vote;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How much the vote counts; default 1, range 0 to 10. One of weight 0 is heard and changes nothing but by a veto: a way to try a member out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double Weight
    {
        get;
        init => field = value is >= 0 and <= 10
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Weight), value, FormattableString.Invariant($"The weight of the member '{Name}' is {value}; it must be from 0 to 10."));
    }
    = 1;

    /// <summary>Whether its vote against a case decides alone, however the others vote; default false.</summary>
    public bool HasVeto { get; init; }

    /// <summary>How long it may take; default 30 seconds, more than zero. After that it counts as absent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not more than zero.</exception>
    public TimeSpan Timeout
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Timeout), value, $"The time-out of the member '{Name}' is {value}; it must be more than zero.");
    }
    = TimeSpan.FromSeconds(30);

    internal Func<TCase, CancellationToken, ValueTask<QuorumVote>> Vote { get; }
}
