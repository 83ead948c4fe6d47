namespace Weir;

/// <summary>Takes the outputs of items as they end, one at a time.</summary>
internal interface IItemSink<in TOut, out TResult>
{
    /// <summary>What was made of them.</summary>
    TResult Result { get; }

    void Take(int index, TOut output);
}

/// <summary>Keeps all, in the order of the items.</summary>
internal sealed class ListSink<TOut> : IItemSink<TOut, IReadOnlyList<TOut>>
{
    private readonly List<TOut> _outputs = [];

    public IReadOnlyList<TOut> Result => _outputs;

    public void Take(int index, TOut output)
    {
        if (index == _outputs.Count)
        {
            _outputs.Add(output);
            return;
        }

        while (_outputs.Count <= index)
        {
            _outputs.Add(default!);
        }

        _outputs[index] = output;
    }
}

/// <summary>Keeps a sum of all, in the order in which they end.</summary>
internal sealed class FoldSink<TOut, TResult>(TResult seed, Func<TResult, TOut, TResult> fold) : IItemSink<TOut, TResult>
{
    public TResult Result { get; private set; } = seed;

    public void Take(int index, TOut output) => Result = fold(Result, output);
}
