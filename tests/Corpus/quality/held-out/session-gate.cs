// source: Microsoft Learn, Attributes for null-state static analysis (https://learn.microsoft.com/dotnet/csharp/language-reference/attributes/nullable-analysis)
// why: Every exclamation mark is a negation or a comparison, and what may be null is asked for.
// expect: none

using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Corpus.HeldOut.SessionGate;

public sealed record Session(Guid Id, string? User, DateTimeOffset Ends);

public sealed class SessionGate(TimeProvider time)
{
    private readonly Dictionary<Guid, Session> _sessions = [];
    private Session? _latest;

    [MemberNotNullWhen(true, nameof(_latest))]
    public bool HasLatest => _latest is not null;

    public string LatestUser => HasLatest && _latest.User is { Length: > 0 } user ? user : "nobody!";

    public bool TryEnter(Guid id, [NotNullWhen(true)] out Session? session)
    {
        if (!_sessions.TryGetValue(id, out session) || session.User == null)
        {
            session = null;
            return false;
        }

        var isOver = !(session.Ends > time.GetUtcNow());
        if (isOver != false)
        {
            _sessions.Remove(id);
            session = null;
            return false;
        }

        _latest = session;
        return true;
    }

    public void Open(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _sessions[session.Id] = session;
    }
}
