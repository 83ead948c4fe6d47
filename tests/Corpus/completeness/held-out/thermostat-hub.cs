// source: CWE-1071 (https://cwe.mitre.org/data/definitions/1071.html)
// why: Subscribers are never kept because both accessors of the event are empty, and a local function that should clamp is hollow.
// expect: completeness/empty-body 19
// expect: completeness/empty-body 20
// expect: completeness/empty-body 40

using System;

namespace Corpus.HeldOut.ThermostatHub;

/// <summary>Sends target temperatures to radiators.</summary>
public class ThermostatHub
{
    private double _target = 20;

    /// <summary>Raised when the target temperature moves.</summary>
    public event EventHandler<double> TargetChanged
    {
        add { }
        remove { }
    }

    /// <summary>The temperature in degrees Celsius that all radiators aim for.</summary>
    public double Target => _target;

    /// <summary>Moves the target by some degrees.</summary>
    /// <param name="degrees">Between -5 and 5.</param>
    /// <returns>The new target.</returns>
    public double Nudge(double degrees)
    {
        if (Math.Abs(degrees) > 5)
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "A nudge is at most five degrees.");
        }

        _target += degrees;
        ClampToRange();
        return _target;

        void ClampToRange()
        {
        }
    }
}
