using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Weir;

/// <summary>Fills the copy of a <see cref="ConcurrentBag{T}"/>, whose elements are in lists of the threads that its fields only point to.</summary>
[RequiresUnreferencedCode(StateFork.TrimmingNote)]
[RequiresDynamicCode(StateFork.DynamicCodeNote)]
internal static class BagFill
{
    public static ReferenceVisit? For(Type type) =>
        KnownTypes.Ancestor(type, static t => t == typeof(ConcurrentBag<>)) is { } bag
            ? typeof(BagFill).GetMethod(nameof(Fill), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(bag.GetGenericArguments()).CreateDelegate<ReferenceVisit>()
            : null;

    private static void Fill<T>(object target, ReferenceSink sink)
    {
        // The shallow copy still gives the elements of the original, the last one first.
        var elements = ((ConcurrentBag<T>)target).Reverse().Select(element => (T)sink.Take(element)!);
        var fresh = new ConcurrentBag<T>(elements);
        StateFields.Overwrite(target, fresh, typeof(ConcurrentBag<T>));
    }
}
