// source: CWE-1064 (https://cwe.mitre.org/data/definitions/1064.html)
// why: Six values beside the token are within the limit, and a record's parameters are its properties.
// expect: none

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.TankLevelRecorder;

public sealed record TankReading(
    string Site,
    int Tank,
    DateTimeOffset At,
    double Liters,
    double Celsius,
    double Bar,
    bool IsFilling,
    string? Operator,
    string? Note);

public interface ITankStore
{
    ValueTask AppendAsync(TankReading reading, CancellationToken cancellationToken);
}

public sealed class TankLevelRecorder(ITankStore store, TimeProvider time)
{
    public async ValueTask<TankReading> RecordAsync(
        string site,
        int tank,
        double liters,
        double celsius,
        double bar,
        string? note,
        CancellationToken cancellationToken)
    {
        var reading = new TankReading(site, tank, time.GetUtcNow(), liters, celsius, bar, false, null, note);
        await store.AppendAsync(reading, cancellationToken);
        return reading;
    }

    public static IEnumerable<TankReading> Outside(IEnumerable<TankReading> readings, double lowest, double highest)
    {
        foreach (var reading in readings)
        {
            if (reading.Celsius < lowest || reading.Celsius > highest)
            {
                yield return reading;
            }
        }
    }
}
