using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>How a value of the state is handed to the branches of a fan-out, so that none sees what another changes.</summary>
/// <remarks>
/// What is code, or stands for something outside the value — delegates, tasks, tokens, clocks, streams, threads, locks,
/// handles, exceptions, whatever has a finalizer — is shared and never copied, because a copy would be a second owner of one thing.
/// A <see cref="Lazy{T}"/> is copied with the value it has made; one that has made none makes one for each branch.
/// The value must not change while it is forked; any number of forks may run at once.
/// </remarks>
/// <typeparam name="T">The type of the state.</typeparam>
internal sealed class StateFork<T>
{
    private readonly Func<T, T> _fork;
    private readonly Func<int, StateFork<T>>? _copyOnWrite;

    private StateFork(Func<T, T> fork, string description, Func<int, StateFork<T>>? copyOnWrite = null)
    {
        _fork = fork;
        _copyOnWrite = copyOnWrite;
        Description = description;
    }

    /// <summary>Whether values refuse to be changed outside of an update.</summary>
    public bool IsGuarded { get; } = typeof(IGuardedState).IsAssignableFrom(typeof(T));

    /// <summary>Whether a branch is lent the value, which is forked when the branch changes it.</summary>
    public bool IsLazy { get; private init; }

    /// <summary>What happens to a value, in a few words for the printed pipeline.</summary>
    public string Description { get; }

    /// <summary>Shares values that cannot change, and copies of the others what can.</summary>
    /// <returns>The fork.</returns>
    /// <exception cref="NotSupportedException">A member, such as a pointer, cannot be copied.</exception>
    [RequiresUnreferencedCode(StateFork.TrimmingNote)]
    [RequiresDynamicCode(StateFork.DynamicCodeNote)]
    public static StateFork<T> Default()
    {
        var copier = new StateCopier(typeof(T));
        var verdict = copier.Verdict;
        if (verdict.Uncopyable is { } member)
        {
            throw StateFork.Uncopyable(typeof(T), member, member.Type.IsPointer ? "is a pointer" : "holds a pointer");
        }

        return verdict.Mutability switch
        {
            Mutability.Immutable => new StateFork<T>(static value => value, "shared: the type is immutable"),
            Mutability.Open => new StateFork<T>(Copy, $"decided by the value: {Open(verdict.Cause!)} may be mutable", Lazy),
            _ => new StateFork<T>(Copy, $"copied: {verdict.Cause} is mutable", Lazy),
        };

        T Copy(T value) => (T)copier.Copy(value)!;

        StateFork<T> Lazy(int maxDelta)
        {
            var sharing = new StateCopier(typeof(T), maxDelta);
            var description = sharing.SharesState ? "shared: changes are kept beside it"
                : verdict.Mutability == Mutability.Open ? $"when it is changed, decided by the value: {Open(verdict.Cause!)} may be mutable"
                : $"copied when it is changed: {verdict.Cause} is mutable";
            return new StateFork<T>(sharing.SharesState ? value => value is ISharedMap map ? (T)map.Share(maxDelta) : value : value => (T)sharing.Copy(value)!, description)
            {
                IsLazy = true,
            };
        }
    }

    /// <summary>Hands each branch what <paramref name="fork"/> makes of the value.</summary>
    /// <param name="fork">Makes a value that shares nothing with its argument that a branch changes; many may run at once.</param>
    /// <returns>The fork.</returns>
    public static StateFork<T> With(Func<T, T> fork)
    {
        ArgumentNullException.ThrowIfNull(fork);
        return new StateFork<T>(fork, "own function");
    }

    /// <summary>The value for one branch.</summary>
    /// <param name="value">The value at the fan-out.</param>
    /// <returns><paramref name="value"/> itself when it cannot change, else its copy.</returns>
    public T Fork(T value) => Guard(_fork(value));

    /// <summary>From now on the value is changed by updates only, if it is one that can tell.</summary>
    /// <param name="value">The value.</param>
    /// <returns><paramref name="value"/>.</returns>
    public T Guard(T value)
    {
        if (IsGuarded)
        {
            (value as IGuardedState)?.Close();
        }

        return value;
    }

    /// <summary>The same, but lazy: a branch that only reads costs nothing, and maps are shared instead of copied.</summary>
    /// <param name="maxDelta">How many changes a fork of a map keeps beside what it shares.</param>
    /// <returns>The fork; this one where nothing is copied, or a function of the user's copies.</returns>
    public StateFork<T> CopyOnWrite(int maxDelta) => _copyOnWrite?.Invoke(maxDelta) ?? this;

    private static string Open(MemberPath member) =>
        member.Path.Length == 0 && member.Type is { IsInterface: false, IsAbstract: false } && member.Type != typeof(object)
            ? $"a subclass of {member}"
            : $"{member}";
}
