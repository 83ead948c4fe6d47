namespace Weir;

/// <summary>How long steps were without a place between their attempts; made when the first gives its place back. Used under the lock of the scheduler.</summary>
/// <remarks>A step leaves as often as it comes back, also where several calls of it do so side by side: the sum of the ends less the sum of the starts is what it was away.</remarks>
internal sealed class BackOffTimes
{
    private readonly Dictionary<int, long> _ticks = [];

    public void Leave(int step, long now) => Add(step, -now);

    public void Return(int step, long now) => Add(step, now);

    /// <summary>How long a step that has ended was away, in the unit of the clock.</summary>
    public long Of(int step) => _ticks.GetValueOrDefault(step);

    private void Add(int step, long ticks) => _ticks[step] = _ticks.GetValueOrDefault(step) + ticks;
}
