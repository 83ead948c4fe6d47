// source: CS1591 (https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/cs1591)
// why: parameters of positional records are documented by their type
// expect: none

using System;

namespace Corpus.AddressRecords;

/// <summary>Where something is sent.</summary>
public sealed record Address(string Name, string Street, string PostCode, string City, string Country);

/// <summary>A point on the map, in degrees.</summary>
public readonly record struct Place(double Latitude, double Longitude)
{
    /// <summary>Where the depot is.</summary>
    public static Place Depot { get; } = new(51.42, 12.23);

    /// <summary>The distance to another point, roughly, in kilometres.</summary>
    /// <param name="other">The other point.</param>
    public double DistanceTo(Place other)
    {
        var north = (other.Latitude - Latitude) * 111.2;
        var east = (other.Longitude - Longitude) * 111.2 * Math.Cos(Latitude * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}

/// <summary>Finds a place for an address; null where nobody knows it.</summary>
/// <param name="address">The address.</param>
public delegate Place? Geocode(Address address);
