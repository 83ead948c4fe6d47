namespace Weir;

/// <summary>When the steps of a run ended, copied out of records that have nothing else to tell. Outputs are not in it, so it can be kept when the run is given back.</summary>
internal sealed class StepTimes
{
    private readonly StepAddresses _addresses;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly (long Ended, int Attempts)[] _steps;

    /// <param name="records">The records, none of which has a detail.</param>
    /// <param name="addresses">The addresses of the steps.</param>
    /// <param name="time">The clock that the timestamps are from.</param>
    /// <param name="began">The timestamp of the start of the run.</param>
    public StepTimes(ReadOnlySpan<StepRecord> records, StepAddresses addresses, TimeProvider time, long began)
    {
        (_addresses, _time, _began) = (addresses, time, began);
        _steps = new (long, int)[records.Length];
        for (var i = 0; i < records.Length; i++)
        {
            _steps[i] = (records[i].Ended, records[i].Attempts);
        }
    }

    /// <summary>How many steps there are, all of which completed.</summary>
    public int Count => _steps.Length;

    /// <summary>Tells of each step, in order.</summary>
    public IEnumerable<StepTime> Read()
    {
        var (began, last) = (_began, -1);
        var (started, fused) = (began, 1);
        var share = 0L;
        for (var i = 0; i < _steps.Length; i++)
        {
            if (i > last)
            {
                // Steps that ran as one have no time, up to the last of them.
                (began, last) = (started, i);
                while (last + 1 < _steps.Length && _steps[last].Ended == StepRecord.Untimed)
                {
                    last++;
                }

                fused = last - i + 1;
                share = _steps[last].Ended - began;
            }

            var ended = began + (share * (fused - last + i) / fused);
            yield return new StepTime(_addresses.Of(i)!, _steps[i].Attempts, _time.GetElapsedTime(_began, started), _time.GetElapsedTime(started, ended), fused);
            started = ended;
        }
    }
}

/// <summary>A step that completed; as in <see cref="StepResult"/>.</summary>
internal readonly record struct StepTime(StepAddress Address, int Attempts, TimeSpan StartedAfter, TimeSpan Duration, int FusedSteps);
