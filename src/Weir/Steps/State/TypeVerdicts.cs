using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>Tells of types whether their values can change; every type is inspected once.</summary>
[RequiresUnreferencedCode(StateFork.TrimmingNote)]
internal sealed class TypeVerdicts
{
    private readonly ConcurrentDictionary<Type, Verdict> _members = new();
    private readonly ConcurrentDictionary<Type, Verdict> _values = new();

    /// <summary>What a member that is declared with this type can hold: values of subclasses too.</summary>
    public Verdict OfMember(Type type) => _members.GetOrAdd(type, static t => new TypeWalk(t, isExact: false).Run());

    /// <summary>What an object is that was made as exactly this type.</summary>
    public Verdict OfValue(Type type) => _values.GetOrAdd(type, static t => new TypeWalk(t, isExact: true).Run());
}
