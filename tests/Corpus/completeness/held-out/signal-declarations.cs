// source: CWE-1071 (https://cwe.mitre.org/data/definitions/1071.html)
// why: Abstract, extern, partial and interface declarations have no body of their own, and an empty loop or record is none of a member.
// expect: none

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Corpus.HeldOut.SignalDeclarations;

/// <summary>Something happened on the line.</summary>
public abstract record Signal
{
    /// <summary>The line is quiet.</summary>
    public sealed record Idle : Signal
    {
    }

    /// <summary>A byte came.</summary>
    /// <param name="Value">The byte.</param>
    public sealed record Received(byte Value) : Signal;
}

/// <summary>A line to a machine.</summary>
public abstract partial class SignalLine
{
    /// <summary>Reads what happened since the last call.</summary>
    public abstract IEnumerable<Signal> Poll();

    /// <summary>Reads all signals and forgets them.</summary>
    public void Drain()
    {
        using var signals = Poll().GetEnumerator();
        while (signals.MoveNext())
        {
        }

        OnDrained();
    }

    partial void OnDrained();
}

internal static class SignalClock
{
    [DllImport("libc", EntryPoint = "time")]
    private static extern nint Time(nint result);

    public static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(Time(0));
}
