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

    private StateFork(Func<T, T> fork, string description)
    {
        _fork = fork;
        Description = description;
    }

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
            Mutability.Open => new StateFork<T>(Copy, $"decided by the value: {Open(verdict.Cause!)} may be mutable"),
            _ => new StateFork<T>(Copy, $"copied: {verdict.Cause} is mutable"),
        };

        T Copy(T value) => (T)copier.Copy(value)!;
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
    public T Fork(T value) => _fork(value);

    private static string Open(MemberPath member) =>
        member.Path.Length == 0 && member.Type is { IsInterface: false, IsAbstract: false } && member.Type != typeof(object)
            ? $"a subclass of {member}"
            : $"{member}";
}
