using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Weir.Layers.Caching;

/// <summary>
/// Tells of types whether equal values are the same for everybody, and stay so. Idea: that is true of the simple types that are listed here, and of records and tuples
/// of such, where the compiler wrote the comparison. It is asked once for each step, when its pipeline is built.
/// </summary>
internal static class KeyProof
{
    private static readonly FrozenSet<Type> Simple = FrozenSet.ToFrozenSet(
    [
        typeof(string), typeof(Guid), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Int128), typeof(UInt128), typeof(BigInteger),
        typeof(Rune), typeof(Version), typeof(Index), typeof(Range),
    ]);

    /// <summary>Why values of a type are no good as keys, as the end of a sentence; null: they are.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What was trimmed away is what nobody reads, so values do not differ by it; a comparison that was trimmed away is not proved.")]
    public static string? Doubt(Type type) => Doubt(type, new MemberPath("", type), []);

    [RequiresUnreferencedCode(StateFork.TrimmingNote)]
    private static string? Doubt(Type type, MemberPath member, HashSet<Type> outer)
    {
        if (Simple.Contains(type) || type.IsEnum || (type.IsPrimitive && !ExactKeys.Has(type)))
        {
            return null;
        }

        if (ExactKeys.Has(type))
        {
            return $"two values of {member} can be equal and yet differ, such as 1.0 and 1.00, or 0.0 and -0.0";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Doubt(underlying, member, outer);
        }

        if (IsTuple(type))
        {
            return FirstDoubt(type, member, outer);
        }

        if (!IsRecord(type))
        {
            return $"{member} is not compared by value in a way that can be proved";
        }

        if (!outer.Add(type))
        {
            return $"{member} contains itself";
        }

        var doubt = FirstDoubt(type, member, outer);
        outer.Remove(type);
        return doubt;
    }

    [RequiresUnreferencedCode(StateFork.TrimmingNote)]
    private static string? FirstDoubt(Type type, MemberPath member, HashSet<Type> outer)
    {
        foreach (var field in StateFields.Of(type))
        {
            var inner = member.Member(StateFields.NameOf(field), field.FieldType);
            if (!type.IsValueType && !field.IsInitOnly)
            {
                return $"{inner} can be changed";
            }

            if (field.FieldType is { IsValueType: false, IsSealed: false })
            {
                return $"{inner} may hold a subclass, of which nothing is known";
            }

            if (Doubt(field.FieldType, inner, outer) is { } doubt)
            {
                return doubt;
            }
        }

        return null;
    }

    private static bool IsTuple(Type type) => type.IsValueType && type.Assembly == typeof(object).Assembly && typeof(ITuple).IsAssignableFrom(type);

    /// <summary>Whether the compiler wrote how values of the type, and of its base classes, are compared.</summary>
    [RequiresUnreferencedCode(StateFork.TrimmingNote)]
    private static bool IsRecord(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        if (type == typeof(object) || type == typeof(ValueType))
        {
            return false;
        }

        for (var at = type; at != typeof(object) && at != typeof(ValueType); at = at.BaseType!)
        {
            // A class or an interface that is no record ends the search here.
            if (at.BaseType is null
                || at.GetMethod("PrintMembers", Own, [typeof(StringBuilder)]) is null
                || !IsWritten(at.GetMethod("Equals", Own, [at]))
                || !IsWritten(at.GetMethod("GetHashCode", Own, []))
                || (!type.IsValueType && !IsWritten(at.GetProperty("EqualityContract", Own)?.GetMethod)))
            {
                return false;
            }
        }

        return true;

        static bool IsWritten(MethodInfo? method) => method?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) == true;
    }
}
