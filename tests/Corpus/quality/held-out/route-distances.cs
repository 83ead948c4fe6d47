// source: CWE-1041 (https://cwe.mitre.org/data/definitions/1041.html)
// why: A formula was copied into a second class with another radius.
// expect: quality/duplicate-code 25

using System;

namespace Corpus.HeldOut.RouteDistances;

public readonly record struct GeoPoint(double Latitude, double Longitude);

public static class RoadRoutes
{
    public static double Kilometers(GeoPoint a, GeoPoint b) => 2 * 6371.0 * Math.Asin(Math.Sqrt(
        (Math.Sin((b.Latitude - a.Latitude) / 2) * Math.Sin((b.Latitude - a.Latitude) / 2))
        + (Math.Cos(a.Latitude) * Math.Cos(b.Latitude)
            * Math.Sin((b.Longitude - a.Longitude) / 2) * Math.Sin((b.Longitude - a.Longitude) / 2))));

    public static TimeSpan Duration(GeoPoint a, GeoPoint b, double speed) => TimeSpan.FromHours(Kilometers(a, b) * 1.3 / speed);
}

public static class SeaRoutes
{
    private const double Knot = 1.852;

    public static double NauticalMiles(GeoPoint a, GeoPoint b) => 2 * 3440.1 * Math.Asin(Math.Sqrt(
        (Math.Sin((b.Latitude - a.Latitude) / 2) * Math.Sin((b.Latitude - a.Latitude) / 2))
        + (Math.Cos(a.Latitude) * Math.Cos(b.Latitude)
            * Math.Sin((b.Longitude - a.Longitude) / 2) * Math.Sin((b.Longitude - a.Longitude) / 2))));

    public static bool IsDayTrip(GeoPoint a, GeoPoint b, double knots) => NauticalMiles(a, b) / knots < 10;

    public static double ToKilometersPerHour(double knots) => knots * Knot;
}
