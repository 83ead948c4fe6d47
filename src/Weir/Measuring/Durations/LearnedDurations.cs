namespace Weir;

/// <summary>
/// How long the steps of workflows took in earlier runs, by the names of workflow and step, so that of the steps that could start those with the longest
/// way behind them do. Give it as <see cref="ExecutorOptions.Durations"/>; any number of executors may share one.
/// </summary>
/// <remarks>
/// Runs teach it when they end; it is in memory until <see cref="SaveAsync"/> writes it. It holds <see cref="MaxSteps"/> at most: those workflows go first that ran
/// longest ago, and one that has more steps than that is not learned.
/// </remarks>
public sealed class LearnedDurations
{
    /// <summary>How many steps it holds at most, those of all workflows counted: 20,000.</summary>
    public const int MaxSteps = 20_000;

    /// <summary>The version of the form of the file; others are not read.</summary>
    public const int FormatVersion = 1;

    private readonly Lock _gate = new();
    private readonly string? _path;

    // All under _gate.
    private readonly Dictionary<string, LearnedWorkflow> _workflows = new(StringComparer.Ordinal);
    private int _steps;
    private long _lessons;
    private long _savedLessons;

    /// <summary>Makes one that knows nothing and has no file.</summary>
    public LearnedDurations()
    {
    }

    private LearnedDurations(string path) => _path = path;

    /// <summary>Why nothing was read from the file, though there is one, in one sentence; null: it was read, or there is none.</summary>
    public string? Warning { get; private set; }

    /// <summary>How many steps it knows, those of all workflows counted; at most <see cref="MaxSteps"/>.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _steps;
            }
        }
    }

    /// <summary>Reads what is known from a file. One that cannot be read is ignored, and <see cref="Warning"/> says so: durations only make runs faster.</summary>
    /// <param name="path">The file, which need not exist. Its folder must when it is saved.</param>
    /// <returns>What is known; nothing, where there is no such file.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static LearnedDurations Open(string path)
    {
        var learned = new LearnedDurations(Require.Text(path));
        try
        {
            if (File.Exists(path))
            {
                learned.Fill(DurationsFile.Read(path));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or System.Text.Json.JsonException)
        {
            learned.Warning = $"The learned durations in '{path}' are ignored, and written anew when they are saved: {error.Message}";
        }

        return learned;
    }

    /// <summary>What is known of a step.</summary>
    /// <param name="workflow">The name of its workflow.</param>
    /// <param name="step">The name of the step.</param>
    /// <param name="duration">How long it took; default if nothing is known.</param>
    /// <returns>Whether something is known.</returns>
    public bool TryGet(string workflow, string step, out LearnedDuration duration)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(step);
        duration = default;
        lock (_gate)
        {
            return _workflows.TryGetValue(workflow, out var known) && known.TryGet(step, out duration);
        }
    }

    /// <summary>
    /// Writes what is known to the file, if anything was learned since: whole or not at all, beside the old one first. Where several processes save to one file, the last one wins.
    /// </summary>
    /// <param name="cancellationToken">Gives writing up; the file stays as it was.</param>
    /// <returns>A task that ends when it is written.</returns>
    /// <exception cref="InvalidOperationException">It was not made by <see cref="Open"/>, so it has no file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken = default)
    {
        var path = _path ?? throw new InvalidOperationException($"These durations have no file; make them with {nameof(LearnedDurations)}.{nameof(Open)}.");
        byte[] content;
        long lessons;
        lock (_gate)
        {
            if (_lessons == _savedLessons)
            {
                return;
            }

            lessons = _lessons;
            content = DurationsFile.Write(_workflows);
        }

        await DurationsFile.ReplaceAsync(path, content, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        lock (_gate)
        {
            _savedLessons = Math.Max(_savedLessons, lessons);
        }
    }

    /// <summary>A number that changes when the durations of a workflow have changed so much that its order should be thought over; 0 as long as nothing is known.</summary>
    internal int VersionOf(string workflow)
    {
        lock (_gate)
        {
            return _workflows.TryGetValue(workflow, out var known) ? known.Version : 0;
        }
    }

    /// <summary>Of each of these steps how many milliseconds its order should count, and of all of them together a version; null where nothing is known of a step.</summary>
    internal (double?[] Durations, int Version) Read(string workflow, IEnumerable<string> steps)
    {
        lock (_gate)
        {
            return _workflows.TryGetValue(workflow, out var known)
                ? ([.. steps.Select(known.RankedOf)], known.Version)
                : ([.. steps.Select(static _ => (double?)null)], 0);
        }
    }

    /// <summary>A run ended.</summary>
    /// <param name="workflow">The name of the workflow.</param>
    /// <param name="steps">Its completed steps, each with its duration in milliseconds.</param>
    internal void Learn(string workflow, IReadOnlyCollection<(string Step, double Milliseconds)> steps)
    {
        if (steps.Count is 0 or > MaxSteps)
        {
            return;
        }

        lock (_gate)
        {
            if (!_workflows.TryGetValue(workflow, out var known))
            {
                _workflows.Add(workflow, known = new LearnedWorkflow());
            }

            _lessons++;
            known.LastLesson = _lessons;
            _steps += known.Learn(steps);
            Forget();
        }
    }

    private void Fill(Dictionary<string, LearnedWorkflow> workflows)
    {
        lock (_gate)
        {
            foreach (var (name, workflow) in workflows)
            {
                _workflows.Add(name, workflow);
                _steps += workflow.Count;
            }

            Forget();
        }
    }

    /// <summary>Makes room: the workflows that ran longest ago go first. Under the gate.</summary>
    private void Forget()
    {
        while (_steps > MaxSteps)
        {
            var (name, oldest) = _workflows.MinBy(static one => one.Value.LastLesson);
            _steps -= oldest.Count;
            _workflows.Remove(name);
        }
    }
}
