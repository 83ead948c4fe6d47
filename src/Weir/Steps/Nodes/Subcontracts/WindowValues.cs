namespace Weir;

/// <summary>The values of one window. For one thread at a time.</summary>
internal sealed class WindowValues(AggregationType type, int capacity)
{
    private readonly List<decimal> _list = [];
    private decimal _value;

    public long Count { get; private set; }

    public decimal? Value => type switch
    {
        AggregationType.List => null,
        AggregationType.Count => Count,
        AggregationType.Sum => _value,
        _ when Count == 0 => null,
        AggregationType.Average => _value / Count,
        _ => _value,
    };

    public void Add(decimal value)
    {
        _value = type switch
        {
            AggregationType.Sum or AggregationType.Average => _value + value,
            AggregationType.Minimum when Count > 0 => Math.Min(_value, value),
            AggregationType.Maximum when Count > 0 => Math.Max(_value, value),
            AggregationType.First when Count > 0 => _value,
            _ => value,
        };
        Count++;
        if (type == AggregationType.List && _list.Count < capacity)
        {
            _list.Add(value);
        }
    }

    public IReadOnlyList<decimal> ToList() => [.. _list];
}
