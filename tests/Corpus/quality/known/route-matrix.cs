// source: SonarSource S134 (https://rules.sonarsource.com/csharp/RSPEC-134/)
// why: the fifth block inside four others
// expect: quality/nesting-depth 26

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.RouteMatrix;

internal sealed record Stop(string City, int[] Windows);

internal static class RouteMatrix
{
    public static int CountConflicts(IReadOnlyList<Stop> stops)
    {
        var conflicts = 0;
        foreach (var first in stops)
        {
            foreach (var second in stops)
            {
                if (!ReferenceEquals(first, second))
                {
                    foreach (var window in first.Windows)
                    {
                        if (second.Windows.Contains(window))
                        {
                            conflicts++;
                        }
                    }
                }
            }
        }

        return conflicts / 2;
    }
}
