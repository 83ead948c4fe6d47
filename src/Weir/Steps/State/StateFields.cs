using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Weir;

/// <summary>The fields of an object: those of its base classes too, which reflection leaves out when they are private.</summary>
[RequiresUnreferencedCode(StateFork.TrimmingNote)]
internal static class StateFields
{
    private const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every instance field, those of the outermost base class first.</summary>
    public static IEnumerable<FieldInfo> Of(Type type) =>
        (type.BaseType is { } ancestor ? Of(ancestor) : []).Concat(type.GetFields(OwnFields));

    /// <summary>The name a user knows the field by: that of the property or the constructor parameter behind it, if there is one.</summary>
    public static string NameOf(FieldInfo field)
    {
        var end = field.Name.IndexOf('>', StringComparison.Ordinal);
        return field.Name.StartsWith('<') && end > 1 ? field.Name[1..end] : field.Name;
    }

    /// <summary>Gives <paramref name="target"/> what the fields of <paramref name="type"/> are in <paramref name="source"/>.</summary>
    public static void Overwrite(object target, object source, Type type)
    {
        foreach (var field in Of(type))
        {
            field.SetValue(target, field.GetValue(source));
        }
    }
}
