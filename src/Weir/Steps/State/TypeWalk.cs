using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>
/// Inspects one type. Idea: a type is immutable when nothing that its declared members reach can be set, so the walk is a
/// search through the types, breadth first, and types that contain themselves end it by having been seen. A verdict is
/// never put together from other verdicts: one of a type that is still being inspected would be a guess.
/// </summary>
[RequiresUnreferencedCode(StateFork.TrimmingNote)]
internal sealed class TypeWalk
{
    // A generic type may contain itself with ever larger arguments, and such a walk has no end of its own.
    private const int MaxTypes = 10_000;

    private readonly Queue<Place> _places = new();
    private readonly HashSet<(Type Type, bool IsExact)> _seen = [];
    private MemberPath? _mutable;
    private MemberPath? _open;
    private MemberPath? _uncopyable;

    public TypeWalk(Type type, bool isExact) => Add(type, new MemberPath("", type), isExact, isNamed: true);

    public Verdict Run()
    {
        while (_places.TryDequeue(out var place))
        {
            Inspect(place);
        }

        return _mutable is not null ? new Verdict(Mutability.Mutable, _mutable, _uncopyable)
            : _open is not null ? new Verdict(Mutability.Open, _open, null)
            : new Verdict(Mutability.Immutable, null, null);
    }

    private void Inspect(Place place)
    {
        var type = place.Type;
        if (type.IsPointer || type.IsFunctionPointer || type.IsByRefLike || type == typeof(Pointer))
        {
            _mutable ??= place.Member;
            _uncopyable ??= place.Member;
        }
        else if (KnownTypes.IsShared(type))
        {
            return;
        }
        else if (KnownTypes.IsCulture(type))
        {
            _mutable ??= place.Member;
        }
        else if (type.IsArray)
        {
            _mutable ??= place.Member;
            Add(type.GetElementType()!, place.Member.Element(type.GetElementType()!), isExact: false, place.IsNamed);
        }
        else if (KnownTypes.ElementsOf(type) is { } elements)
        {
            Array.ForEach(elements, element => Add(element, place.Member.Element(element), isExact: false, place.IsNamed));
        }
        else
        {
            InspectFields(place);
        }
    }

    private void InspectFields(Place place)
    {
        var type = place.Type;
        if (!place.IsExact && !type.IsSealed)
        {
            _open ??= place.Member;
        }

        // Inside a type of .NET or Weir the fields have names that nobody knows; the member that holds it is named instead.
        var isNamed = place.IsNamed && !IsOfDotNet(type) && type.Assembly != typeof(TypeWalk).Assembly;
        foreach (var field in StateFields.Of(type))
        {
            var member = isNamed ? place.Member.Member(StateFields.NameOf(field), field.FieldType) : place.Member;
            if (!field.IsInitOnly && (!type.IsValueType || (place.IsExact && CanChangeInItsBox(type))))
            {
                _mutable ??= member;
            }

            Add(field.FieldType, member, isExact: false, isNamed);
        }
    }

    /// <summary>A struct in a field is copied with the object; one in a box is shared, and its own methods may set its fields.</summary>
    private static bool CanChangeInItsBox(Type type) =>
        !type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false)
        && !(IsOfDotNet(type) && typeof(ITuple).IsAssignableFrom(type));

    private static bool IsOfDotNet(Type type) =>
        type.Assembly == typeof(object).Assembly || type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal);

    private void Add(Type type, MemberPath member, bool isExact, bool isNamed)
    {
        if (_seen.Count == MaxTypes)
        {
            _open ??= member;
        }
        else if (_seen.Add((type, isExact)))
        {
            _places.Enqueue(new Place(type, member, isExact, isNamed));
        }
    }

    /// <param name="Type">The type to inspect.</param>
    /// <param name="Member">The member to name if this place decides.</param>
    /// <param name="IsExact">Whether no subclass can be here.</param>
    /// <param name="IsNamed">Whether the members of this type get names of their own.</param>
    private readonly record struct Place(Type Type, MemberPath Member, bool IsExact, bool IsNamed);
}
