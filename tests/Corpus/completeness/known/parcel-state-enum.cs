// source: CS1591 (https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/cs1591)
// why: a member of a public enum has no summary, another has one without text, and a comment with two slashes is none
// expect: completeness/missing-docs 18
// expect: completeness/missing-docs 20
// expect: completeness/missing-docs 27

using System;

namespace Corpus.ParcelStateEnum;

/// <summary>Where a parcel is.</summary>
public enum ParcelState
{
    /// <summary>Announced by the shop, not yet seen by the carrier.</summary>
    Announced,

    /// <summary></summary>
    Collected,

    Delivered,
}

/// <summary>What a parcel may become.</summary>
public static class ParcelStates
{
    // Whether a parcel is still on its way.
    public static bool IsOpen(this ParcelState state) => state != ParcelState.Delivered;

    /// <summary>The state after this one.</summary>
    /// <param name="state">The present state.</param>
    public static ParcelState Next(ParcelState state) => state switch
    {
        ParcelState.Announced => ParcelState.Collected,
        _ => ParcelState.Delivered,
    };
}
