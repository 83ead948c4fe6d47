// source: Microsoft Learn, Enumeration types (https://learn.microsoft.com/dotnet/csharp/language-reference/builtin-types/enum)
// why: A file of enumerations, a delegate and a marker has types, though not one body.
// expect: none

using System;

namespace Corpus.HeldOut.ElevatorVocabulary;

/// <summary>Where a cabin goes.</summary>
public enum Direction
{
    /// <summary>The cabin stands.</summary>
    None,

    /// <summary>To a higher floor.</summary>
    Up,

    /// <summary>To a lower floor.</summary>
    Down,
}

/// <summary>What the doors are doing.</summary>
[Flags]
public enum Doors
{
    /// <summary>Both are shut.</summary>
    Shut = 0,

    /// <summary>The front is open.</summary>
    Front = 1,

    /// <summary>The back is open.</summary>
    Back = 2,
}

/// <summary>Called when a cabin passes a floor.</summary>
/// <param name="floor">The floor, 0 at the street.</param>
/// <param name="direction">Where the cabin goes.</param>
public delegate void FloorPassed(int floor, Direction direction);

/// <summary>Marks a floor that only staff may choose.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class StaffOnlyAttribute : Attribute;
