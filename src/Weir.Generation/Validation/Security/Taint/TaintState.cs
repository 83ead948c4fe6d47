using System.Collections.Immutable;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>What is known before and after a block. A place that is not here is clean.</summary>
internal sealed class TaintState
{
    private ImmutableDictionary<Place, Value> _values = ImmutableDictionary<Place, Value>.Empty;

    /// <summary>What the conditions on every way here have said.</summary>
    public ImmutableDictionary<Place, Dangers> Cleared { get; private set; } = ImmutableDictionary<Place, Dangers>.Empty;

    /// <summary>Nothing comes after: a method was called that never returns.</summary>
    public bool IsDead { get; set; }

    public int Count => _values.Count;

    public TaintState Copy() => new() { _values = _values, Cleared = Cleared };

    public bool Knows(Place place) => _values.ContainsKey(place);

    public Value this[Place place] => _values.GetValueOrDefault(place);

    /// <summary>Takes a new value: what was known of the old one, and of its members, is over.</summary>
    public void Set(Place place, Value value)
    {
        if (place.Member is null)
        {
            foreach (var (other, _) in _values.Where(pair => pair.Key.Member is not null && pair.Key.Root.Equals(place.Root)).ToArray())
            {
                _values = _values.Remove(other);
            }
        }

        Cleared = Cleared.Remove(place);
        Put(place, value);
    }

    /// <summary>Adds to what is kept there, as by appending.</summary>
    public void Add(Place place, Dangers dangers)
    {
        if (dangers != Dangers.None)
        {
            Cleared = Cleared.Remove(place);
            Put(place, this[place] with { Dangers = this[place].Dangers | dangers });
        }
    }

    public void Clear(ImmutableDictionary<Place, Dangers> facts)
    {
        foreach (var (place, dangers) in facts)
        {
            Put(place, this[place].Without(dangers));
        }

        Cleared = Facts.Union(Cleared, facts);
    }

    /// <summary>Takes the members of one value over to another, which is the same object.</summary>
    public void CopyMembers(object from, object to)
    {
        foreach (var (place, value) in _values)
        {
            if (place.Member is not null && place.Root.Equals(from))
            {
                Put(place with { Root = to }, value);
            }
        }
    }

    /// <summary>What the members of an object can do harm as, together.</summary>
    public Dangers MembersOf(object root)
    {
        var dangers = Dangers.None;
        foreach (var (place, value) in _values)
        {
            if (place.Member is not null && place.Root.Equals(root))
            {
                dangers |= value.Dangers;
            }
        }

        return dangers;
    }

    /// <summary>Goes back to what conditions had said before.</summary>
    public void Restore(ImmutableDictionary<Place, Dangers> cleared) => Cleared = cleared;

    /// <summary>Joins the knowledge of another way here; true where that changes something.</summary>
    public bool Join(TaintState other)
    {
        var before = _values;
        foreach (var (place, value) in other._values)
        {
            Put(place, this[place].Join(value));
        }

        foreach (var (place, value) in _values)
        {
            if (!other._values.ContainsKey(place))
            {
                Put(place, value.Join(Value.Clean));
            }
        }

        var common = Facts.Common(Cleared, other.Cleared);
        var changed = !ReferenceEquals(before, _values) || !Facts.Same(common, Cleared);
        Cleared = common;
        return changed;
    }

    private void Put(Place place, Value value)
    {
        if (value == Value.Clean)
        {
            _values = _values.Remove(place);
        }
        else if (!_values.TryGetValue(place, out var old) || old != value)
        {
            _values = _values.SetItem(place, value);
        }
    }
}
