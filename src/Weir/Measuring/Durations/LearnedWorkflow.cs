namespace Weir;

/// <summary>How long the steps of one workflow took; used under the lock of its <see cref="LearnedDurations"/>.</summary>
internal sealed class LearnedWorkflow
{
    // A lesson counts a fifth: after ten runs what was known before counts a tenth.
    private const double Weight = 0.2;

    // What changes less than this changes no order that is worth the work of making it.
    private const double MaterialShare = 0.25;
    private const double MaterialMilliseconds = 1;

    private readonly Dictionary<string, Entry> _steps = new(StringComparer.Ordinal);

    public int Count => _steps.Count;

    /// <summary>Grows with every change that is material.</summary>
    public int Version { get; private set; }

    /// <summary>Which lesson of all was its last.</summary>
    public long LastLesson { get; set; }

    public IEnumerable<(string Step, double Milliseconds, long Count)> Steps => _steps.Select(static one => (one.Key, one.Value.Mean, one.Value.Count));

    public bool TryGet(string step, out LearnedDuration duration)
    {
        var isKnown = _steps.TryGetValue(step, out var entry);
        duration = isKnown ? new LearnedDuration(TimeSpan.FromMilliseconds(entry.Mean), entry.Count) : default;
        return isKnown;
    }

    /// <summary>The duration by which the step is put in order: it stays the same until a change is material.</summary>
    public double? RankedOf(string step) => _steps.TryGetValue(step, out var entry) ? entry.Ranked : null;

    /// <summary>Puts in what was read from a file.</summary>
    public void Restore(string step, double milliseconds, long count)
    {
        _steps[step] = new Entry(milliseconds, milliseconds, count);
        Version = 1;
    }

    /// <summary>Learns from one run. Gives how many steps are new.</summary>
    public int Learn(IReadOnlyCollection<(string Step, double Milliseconds)> steps)
    {
        var before = _steps.Count;
        var isMaterial = false;
        foreach (var (step, milliseconds) in steps)
        {
            if (!_steps.TryGetValue(step, out var known))
            {
                _steps.Add(step, new Entry(milliseconds, milliseconds, 1));
                isMaterial = true;
                continue;
            }

            var mean = known.Mean + ((milliseconds - known.Mean) * Math.Max(Weight, 1.0 / (known.Count + 1)));
            isMaterial |= Math.Abs(mean - known.Ranked) > Math.Max(MaterialMilliseconds, known.Ranked * MaterialShare);
            _steps[step] = new Entry(mean, known.Ranked, known.Count + 1);
        }

        if (isMaterial)
        {
            Rank();
        }

        return _steps.Count - before;
    }

    private void Rank()
    {
        Version++;
        foreach (var (step, entry) in _steps.ToArray())
        {
            _steps[step] = entry with { Ranked = entry.Mean };
        }
    }

    /// <param name="Mean">In milliseconds.</param>
    /// <param name="Ranked">What the mean was at the last material change.</param>
    /// <param name="Count">How many durations are in the mean.</param>
    private readonly record struct Entry(double Mean, double Ranked, long Count);
}
