// source: Weir, nodes
// why: dates, identifiers and writers that come from the input are no clock, no chance and no file
// expect: none

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Weir;

namespace Corpus.PromiseComputeWithDates;

public sealed record Promise(string OrderId, DateTimeOffset PlacedAt, int WorkingDays);

internal static class WorkingDays
{
    private static readonly HashSet<DayOfWeek> Free = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static DateOnly After(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= Free.Contains(day.DayOfWeek) ? 0 : 1;
        }

        return day;
    }

    public static void Save(DateOnly day) => File.WriteAllText("/tmp/day", day.ToString("O", CultureInfo.InvariantCulture));
}

public sealed class NodePromiseCompute : ComputeNode<Promise, string>
{
    public override ValueTask<string> RunAsync(Promise input, StepContext context)
    {
        var id = Guid.Parse(input.OrderId);
        var day = WorkingDays.After(DateOnly.FromDateTime(input.PlacedAt.UtcDateTime), input.WorkingDays);
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.Write($"{id:N} arrives on {day:O}");
        return ValueTask.FromResult(text.ToString());
    }
}
