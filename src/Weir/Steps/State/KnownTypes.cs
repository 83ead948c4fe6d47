using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ConstrainedExecution;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Weir;

/// <summary>The types whose fields do not tell whether a branch may share their values.</summary>
[RequiresUnreferencedCode(StateFork.TrimmingNote)]
internal static class KnownTypes
{
    /// <summary>Values that cannot change, whatever their fields look like.</summary>
    private static readonly FrozenSet<Type> Scalars = FrozenSet.ToFrozenSet(
    [
        typeof(string), typeof(decimal), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Complex),
        typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(TimeZoneInfo),
        typeof(Uri), typeof(Version), typeof(Index), typeof(Range), typeof(Rune), typeof(DBNull), typeof(Regex),
        typeof(JsonEncodedText), typeof(CompareInfo), typeof(Encoding), typeof(StringComparer),
    ]);

    /// <summary>Code, and what stands for something outside the value: a copy would be a second owner of the same thing.</summary>
    private static readonly FrozenSet<Type> Services = FrozenSet.ToFrozenSet(
    [
        typeof(Delegate), typeof(MemberInfo), typeof(ParameterInfo), typeof(Assembly), typeof(Module),
        typeof(Task), typeof(ValueTask), typeof(ValueTask<>), typeof(TaskCompletionSource), typeof(TaskCompletionSource<>), typeof(TaskScheduler),
        typeof(CancellationToken), typeof(CancellationTokenSource), typeof(CancellationTokenRegistration), typeof(ExecutionContext),
        typeof(TimeProvider), typeof(ITimer), typeof(Timer), typeof(PeriodicTimer), typeof(SynchronizationContext), typeof(Thread),
        typeof(ThreadLocal<>), typeof(AsyncLocal<>), typeof(WaitHandle), typeof(Lock), typeof(SemaphoreSlim), typeof(ManualResetEventSlim),
        typeof(CountdownEvent), typeof(Barrier), typeof(ReaderWriterLockSlim), typeof(CriticalFinalizerObject),
        typeof(Stream), typeof(TextReader), typeof(TextWriter), typeof(HttpMessageInvoker), typeof(IServiceProvider),
        typeof(Channel<,>), typeof(ChannelReader<>), typeof(ChannelWriter<>), typeof(BlockingCollection<>),
        typeof(ConditionalWeakTable<,>), typeof(WeakReference), typeof(WeakReference<>), typeof(Exception),
        typeof(JsonDocument), typeof(JsonElement), typeof(JsonSerializerOptions), typeof(JsonTypeInfo), typeof(JsonConverter),
    ]);

    /// <summary>Collections that cannot change, and so are as mutable as their elements; their comparers are taken for immutable.</summary>
    private static readonly FrozenSet<Type> Collections = FrozenSet.ToFrozenSet(
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
        typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
        typeof(FrozenSet<>), typeof(FrozenDictionary<,>),
    ]);

    /// <summary>What copies itself, and is shared where it says that it is read-only.</summary>
    private static readonly FrozenSet<Type> Cultures = FrozenSet.ToFrozenSet(
    [
        typeof(CultureInfo), typeof(TextInfo), typeof(NumberFormatInfo), typeof(DateTimeFormatInfo), typeof(Calendar),
    ]);

    /// <summary>Whether it is a simple type whose values cannot change, and own nothing.</summary>
    public static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || (Lineage(type).Any(Scalars.Contains) && !typeof(IDisposable).IsAssignableFrom(type));

    /// <summary>Whether every value that a member of this type can hold is shared.</summary>
    public static bool IsShared(Type type) =>
        type.IsPrimitive
        || type.IsEnum
        || Lineage(type).Any(static t => Scalars.Contains(t) || Services.Contains(t) || HasFinalizer(t))
        || typeof(IServiceProvider).IsAssignableFrom(type)
        || typeof(ITimer).IsAssignableFrom(type);

    /// <summary>Whether it is a culture, or a part of one.</summary>
    public static bool IsCulture(Type type) => Lineage(type).Any(Cultures.Contains);

    /// <summary>The culture itself where nobody can change it, else a copy.</summary>
    public static object ShareCulture(object culture)
    {
        var isReadOnly = culture switch
        {
            CultureInfo one => one.IsReadOnly,
            TextInfo one => one.IsReadOnly,
            NumberFormatInfo one => one.IsReadOnly,
            DateTimeFormatInfo one => one.IsReadOnly,
            Calendar one => one.IsReadOnly,
            _ => false,
        };
        return isReadOnly ? culture : ((ICloneable)culture).Clone();
    }

    /// <summary>The types of the elements of an immutable collection; null when <paramref name="type"/> is none.</summary>
    public static Type[]? ElementsOf(Type type) => Ancestor(type, Collections.Contains)?.GetGenericArguments();

    /// <summary>The first of a type and its base classes whose definition is among those wanted.</summary>
    public static Type? Ancestor(Type type, Func<Type, bool> isWanted)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (isWanted(Definition(t)))
            {
                return t;
            }
        }

        return null;
    }

    private static IEnumerable<Type> Lineage(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            yield return Definition(t);
        }
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>A finalizer gives something back, and two copies would give it back twice.</summary>
    private static bool HasFinalizer(Type type) =>
        type != typeof(object)
        && type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly, []) is { IsVirtual: true } method
        && method.GetBaseDefinition().DeclaringType == typeof(object);
}
