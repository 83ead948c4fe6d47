namespace Weir;

internal sealed class StateFork<T>(Func<T, T> fork, string description)
{
    public string Description => description;

    public T Fork(T value) => fork(value);

    public static StateFork<T> With(Func<T, T> fork) => new(fork, "own function");
}
