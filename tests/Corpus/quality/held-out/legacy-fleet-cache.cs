// source: Microsoft Learn, CA1707 and CA1715 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/naming-warnings)
// why: An interface without its letter, a field in another house's style and a method with an underscore.
// expect: quality/naming 14
// expect: quality/naming 21
// expect: quality/naming 34

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.LegacyFleetCache;

public sealed record Vehicle(string Plate, int Mileage);

public interface VehicleSource
{
    IEnumerable<Vehicle> Load();
}

public sealed class FleetCache(VehicleSource source)
{
    private readonly Dictionary<string, Vehicle> m_vehicles = new(StringComparer.OrdinalIgnoreCase);

    public int Count => m_vehicles.Count;

    public void Reload()
    {
        m_vehicles.Clear();
        foreach (var vehicle in source.Load())
        {
            m_vehicles[vehicle.Plate] = vehicle;
        }
    }

    public Vehicle? Find_By_Plate(string plate) => m_vehicles.GetValueOrDefault(plate);

    public int MileageOf(string plate) => Find_By_Plate(plate)?.Mileage ?? 0;
}
