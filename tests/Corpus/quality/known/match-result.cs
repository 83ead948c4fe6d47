// source: CA1849 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1849)
// why: properties and methods called Result and Wait belong to other types than tasks
// expect: none

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.MatchResult;

internal sealed class Match(string home, string away)
{
    public string Home { get; } = home;

    public string Away { get; } = away;

    public (int Home, int Away)? Result { get; set; }
}

internal sealed class Ride
{
    private int _minutes;

    public int Minutes => _minutes;

    public void Wait() => _minutes += 5;
}

internal static class League
{
    public static int PointsOf(string team, IEnumerable<Match> matches)
    {
        var points = 0;
        foreach (var match in matches)
        {
            if (match.Result is not { } result)
            {
                continue;
            }

            var own = match.Home == team ? result.Home : result.Away;
            var other = match.Home == team ? result.Away : result.Home;
            points += own > other ? 3 : own == other ? 1 : 0;
        }

        return points;
    }

    public static int WaitTwice(Ride ride)
    {
        ride.Wait();
        ride.Wait();
        return ride.Minutes;
    }

    public static async Task PauseAsync(CancellationToken cancellationToken) => await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
}
