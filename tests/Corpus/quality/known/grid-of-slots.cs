// source: SonarSource S134 (https://rules.sonarsource.com/csharp/RSPEC-134/)
// why: four levels are allowed, and a chain of else if is one level
// expect: none

using System;

namespace Corpus.GridOfSlots;

internal static class SlotGrid
{
    public static int CountFree(int[,,] grid)
    {
        var free = 0;
        for (var day = 0; day < grid.GetLength(0); day++)
        {
            for (var hour = 0; hour < grid.GetLength(1); hour++)
            {
                for (var gate = 0; gate < grid.GetLength(2); gate++)
                {
                    if (grid[day, hour, gate] == 0)
                    {
                        free++;
                    }
                }
            }
        }

        return free;
    }

    public static string Shade(int load)
    {
        if (load == 0)
        {
            return "white";
        }
        else if (load < 25)
        {
            return "pale";
        }
        else if (load < 50)
        {
            return "light";
        }
        else if (load < 75)
        {
            return "dark";
        }
        else if (load <= 100)
        {
            return "full";
        }
        else
        {
            return "over";
        }
    }
}
