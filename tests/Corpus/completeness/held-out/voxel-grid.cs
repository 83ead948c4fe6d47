// source: Microsoft Learn, CS1591 (https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/cs1591)
// why: An indexer, a member of a public interface and a member of an enumeration are part of the public surface too.
// expect: completeness/missing-docs 19
// expect: completeness/missing-docs 27
// expect: completeness/missing-docs 49

using System;

namespace Corpus.HeldOut.VoxelGrid;

/// <summary>What fills a cell.</summary>
public enum Material : byte
{
    /// <summary>Nothing.</summary>
    Air = 0,

    /// <summary>Solid ground.</summary>
    Rock = 1,
    Water = 2,
}

/// <summary>Sees every cell that changes.</summary>
public interface IVoxelObserver
{
    /// <param name="x">The column.</param>
    /// <param name="y">The row.</param>
    void OnChanged(int x, int y);
}

/// <summary>A flat map of cells.</summary>
public readonly struct VoxelGrid
{
    private readonly Material[] _cells;

    /// <summary>Makes a map full of air.</summary>
    /// <param name="width">At least 1.</param>
    /// <param name="height">At least 1.</param>
    public VoxelGrid(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Width = width;
        _cells = new Material[width * height];
    }

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    public Material this[int x, int y]
    {
        get => _cells[(y * Width) + x];
        set => _cells[(y * Width) + x] = value;
    }
}
