using System.Collections;
using System.Reflection;

namespace Weir.Generation.Templates.Checking;

/// <summary>What names a template may ask for: found by looking at values that it was rendered with. Where no value was seen, any name may be right.</summary>
internal sealed class ViewShape
{
    // Views are flat; whoever refers in circles is not looked at for ever.
    private const int MaxDepth = 6;

    // What Handlebars.Net knows of lists and texts beside.
    private static readonly string[] Counts = ["length", "count"];

    private readonly Dictionary<string, ViewShape> _members = new(StringComparer.OrdinalIgnoreCase);
    private bool _wasSeen;

    /// <summary>A shape of which nothing is known.</summary>
    public static ViewShape Open { get; } = new();

    /// <summary>What is in the list; null: it is none.</summary>
    public ViewShape? Item { get; private set; }

    /// <summary>Whether any name may be right.</summary>
    public bool IsOpen => !_wasSeen;

    /// <summary>Whether it has names of its own.</summary>
    public bool HasNames => _members.Count > 0;

    public IEnumerable<string> Names => _members.Keys;

    public ViewShape? Find(string name) =>
        IsOpen ? Open
        : _members.TryGetValue(name, out var member) ? member
        : Counts.Contains(name, StringComparer.OrdinalIgnoreCase) && !HasNames ? Open : null;

    /// <summary>Looks at one more value.</summary>
    public void Add(object? value, int depth = 0)
    {
        if (value is null || depth > MaxDepth)
        {
            return;
        }

        _wasSeen = true;
        switch (value)
        {
            case string or bool or IFormattable:
                break;
            case IReadOnlyDictionary<string, object?> map:
                foreach (var (name, member) in map)
                {
                    Member(name).Add(member, depth + 1);
                }

                break;
            case IDictionary map:
                foreach (DictionaryEntry one in map)
                {
                    Member(one.Key.ToString()!).Add(one.Value, depth + 1);
                }

                break;
            case IEnumerable list:
                Item ??= new ViewShape();
                foreach (var one in list)
                {
                    Item.Add(one, depth + 1);
                }

                break;
            default:
                AddProperties(value, depth);
                break;
        }
    }

    /// <summary>All names, with those of lists behind <c>[]</c>: <c>Fields[].Name</c>.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        foreach (var (name, member) in _members.OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            var path = prefix + name;
            yield return member.Item is null ? path : path + "[]";
            foreach (var inner in member.Item is { } item ? item.Paths(path + "[].") : member.Paths(path + "."))
            {
                yield return inner;
            }
        }
    }

    private void AddProperties(object value, int depth)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static one => one.GetIndexParameters().Length == 0))
        {
            Member(property.Name).Add(property.GetValue(value), depth + 1);
        }
    }

    private ViewShape Member(string name)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            _members.Add(name, member = new ViewShape());
        }

        return member;
    }
}
