// source: CWE-440 (https://cwe.mitre.org/data/definitions/440.html)
// why: The second operation of the contract has no method in the node, and the moment of expiry is not in the event.
// contract: held-seat-hold.yaml
// expect: completeness/missing-member 15
// expect: completeness/missing-member 58

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.SeatHoldWithoutRelease;

/// <summary>A seat is held for somebody.</summary>
public sealed record HoldEvent
{
    /// <summary>The seat, such as <c>C14</c>.</summary>
    public required string Seat { get; init; }

    /// <summary>Who holds it.</summary>
    public required Guid Buyer { get; init; }
}

/// <summary>Asks for the seats that are free again.</summary>
/// <param name="At">The moment that counts.</param>
public sealed record ReleaseRequest(DateTimeOffset At);

/// <summary>All seats of a performance.</summary>
/// <param name="Held">The seats that are not free.</param>
/// <param name="Version">Counts the changes.</param>
public sealed record SeatMap(IReadOnlyList<string> Held, long Version = 0);

/// <summary>Checks events.</summary>
public static class HoldEventValidator
{
    /// <summary>Finds what is wrong with an event.</summary>
    public static IReadOnlyList<Violation> Validate(HoldEvent value) =>
        value.Seat.Length is < 2 or > 8 ? [new Violation("$.seat", "length", "is no seat")] : [];
}

/// <summary>Checks requests.</summary>
public static class ReleaseRequestValidator
{
    /// <summary>Finds what is wrong with a request.</summary>
    public static IReadOnlyList<Violation> Validate(ReleaseRequest value) =>
        value.At == default ? [new Violation("$.at", "required", "is missing")] : [];
}

/// <summary>Checks maps.</summary>
public static class SeatMapValidator
{
    /// <summary>Finds what is wrong with a map.</summary>
    public static IReadOnlyList<Violation> Validate(SeatMap value) =>
        value.Held.Count > 5000 ? [new Violation("$.held", "maxItems", "has more than 5000 items")] : [];
}

/// <summary>Folds what happens to the seats of a performance.</summary>
public sealed class NodeSeatHoldReducer : ReducerNode<HoldEvent, SeatMap>
{
    /// <inheritdoc/>
    public override ValueTask<SeatMap> RunAsync(HoldEvent input, StepContext context) => ApplyHoldAsync(input, context);

    /// <summary>Applies one event to the map.</summary>
    public ValueTask<SeatMap> ApplyHoldAsync(HoldEvent input, StepContext context) =>
        ValueTask.FromResult(new SeatMap([input.Seat], 1));
}
