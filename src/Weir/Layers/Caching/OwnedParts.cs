using System.Diagnostics.CodeAnalysis;

namespace Weir.Layers.Caching;

/// <summary>Finds in a type what is no value: code, or what stands for something outside, such as a stream or a task.</summary>
internal static class OwnedParts
{
    // A generic type may contain itself with ever larger arguments.
    private const int MaxTypes = 10_000;

    /// <summary>The first such member; null: there is none.</summary>
    [RequiresUnreferencedCode(StateFork.TrimmingNote)]
    public static MemberPath? Find(Type type)
    {
        var places = new Queue<MemberPath>([new MemberPath("", type)]);
        var seen = new HashSet<Type> { type };
        while (places.TryDequeue(out var member))
        {
            if (KnownTypes.IsScalar(member.Type) || KnownTypes.IsCulture(member.Type))
            {
                continue;
            }

            if (KnownTypes.IsShared(member.Type) || typeof(IDisposable).IsAssignableFrom(member.Type) || typeof(IAsyncDisposable).IsAssignableFrom(member.Type))
            {
                return member;
            }

            var inner = KnownTypes.ElementsOf(member.Type)?.Select(member.Element)
                ?? StateFields.Of(member.Type).Select(field => member.Member(StateFields.NameOf(field), field.FieldType));
            foreach (var one in inner.Where(one => seen.Count < MaxTypes && seen.Add(one.Type)))
            {
                places.Enqueue(one);
            }
        }

        return null;
    }
}
