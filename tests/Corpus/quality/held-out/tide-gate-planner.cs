// source: G. Ann Campbell, Cognitive Complexity, SonarSource (https://www.sonarsource.com/docs/CognitiveComplexity.pdf)
// why: Guard clauses come first, so the loop and its conditions stay well below both limits of complexity.
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.TideGatePlanner;

public sealed record Tide(DateTimeOffset At, double Meters);

public sealed record Opening(DateTimeOffset From, DateTimeOffset To);

public static class TideGatePlanner
{
    public static IReadOnlyList<Opening> Plan(IReadOnlyList<Tide> tides, double open, double close)
    {
        ArgumentNullException.ThrowIfNull(tides);
        if (tides.Count == 0)
        {
            return [];
        }

        if (open <= close)
        {
            throw new ArgumentOutOfRangeException(nameof(open), open, $"The gate opens above {close} m.");
        }

        var openings = new List<Opening>();
        DateTimeOffset? since = null;
        foreach (var tide in tides)
        {
            if (since is null && tide.Meters >= open)
            {
                since = tide.At;
            }
            else if (since is { } from && tide.Meters <= close)
            {
                openings.Add(new Opening(from, tide.At));
                since = null;
            }
        }

        return openings;
    }

    public static TimeSpan OpenTime(IEnumerable<Opening> openings)
    {
        var total = TimeSpan.Zero;
        foreach (var opening in openings)
        {
            total += opening.To - opening.From;
        }

        return total;
    }
}
