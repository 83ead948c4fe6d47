// source: CWE-628 (https://cwe.mitre.org/data/definitions/628.html)
// why: One operation answers at once instead of by a task, the other takes the model of its neighbour.
// contract: held-seat-hold.yaml
// expect: compliance/operation 26
// expect: compliance/operation 37

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.SeatHoldWrongModels;

public sealed record HoldEvent(string Seat, Guid Buyer, DateTimeOffset? ExpiresAt = null);

public sealed record ReleaseRequest(DateTimeOffset At);

public sealed record SeatMap(IReadOnlyList<string> Held, long Version = 0);

public sealed class NodeSeatHoldReducer(ImmutableSortedDictionary<string, HoldEvent> seats) : ReducerNode<HoldEvent, SeatMap>
{
    public override ValueTask<SeatMap> RunAsync(HoldEvent input, StepContext context) =>
        ValueTask.FromResult(ApplyHoldAsync(input, context));

    public SeatMap ApplyHoldAsync(HoldEvent input, StepContext context)
    {
        if (seats.TryGetValue(input.Seat, out var holder) && holder.Buyer != input.Buyer)
        {
            return context.Fail<SeatMap>($"{input.Seat} is held by somebody else.");
        }

        var changed = seats.SetItem(input.Seat, input);
        return new SeatMap([.. changed.Keys], changed.Count);
    }

    public ValueTask<SeatMap> ReleaseExpiredAsync(HoldEvent input, StepContext context)
    {
        var kept = new List<string>();
        foreach (var (seat, hold) in seats)
        {
            if (hold.ExpiresAt is null || hold.ExpiresAt > input.ExpiresAt)
            {
                kept.Add(seat);
            }
        }

        return ValueTask.FromResult(new SeatMap(kept));
    }
}
