using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>What all steps of one run share.</summary>
internal sealed class RunScope(RunIds ids, TimeProvider time, StopSource stopping) : CancelScope(null, stopping)
{
    private readonly Lock _gate = new();
    private Usage _usage;
    private string? _id;
    private bool _hasUsage;

    /// <summary>The id of the run; a run that was given none gets one here, the first time somebody asks.</summary>
    public string Id
    {
        get
        {
            lock (_gate)
            {
                return _id ??= ids.Next();
            }
        }
        set => _id = value;
    }

    public TimeProvider Time => time;

    /// <summary>The timestamp of the start, where somebody is told of its steps while it runs.</summary>
    public long Began { get; set; }

    /// <summary>Where steps of the run that come from services come from; null: there are none. Given and taken away by recorded runs only.</summary>
    public IServiceProvider? Services { get; set; }

    /// <summary>Where steps get buffers and objects from whose pipelines have no pools; null: they are made anew.</summary>
    public StepPools? Pools { get; set; }

    /// <summary>Where caches count what they answer, beside their own figures; null: nobody counts.</summary>
    public ICacheTally? Caching { get; init; }

    /// <summary>The timestamp of now; the clock of the system is read without a virtual call, which would be paid at every step.</summary>
    public long Now
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(time, TimeProvider.System) ? Stopwatch.GetTimestamp() : time.GetTimestamp();
    }

    /// <summary>The sum of what its steps used, kept as they report it.</summary>
    public Usage Usage
    {
        get
        {
            lock (_gate)
            {
                return _usage;
            }
        }
    }

    public void AddUsage(Usage usage)
    {
        lock (_gate)
        {
            _usage += usage;
            _hasUsage = true;
        }
    }

    /// <summary>Whether a pipeline in the run was left behind by its time-out: the scope stays as it is for it, and serves no other run.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Forgets the run.</summary>
    public void Reset()
    {
        End();
        if (_id is not null)
        {
            _id = null;
        }

        if (_hasUsage)
        {
            _usage = default;
            _hasUsage = false;
        }
    }
}
