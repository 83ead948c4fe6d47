// source: SonarSource, Cognitive Complexity, 2018 (https://www.sonarsource.com/docs/CognitiveComplexity.pdf)
// why: few ways through it, and each is hard to follow
// expect: quality/cognitive-complexity 19

using System;
using System.Collections.Generic;

namespace Corpus.ShelfAssignment;

internal sealed record Box(string Sku, int Volume, bool IsCold);

internal sealed record Shelf(string Name, int Volume, bool IsCold)
{
    public int Free { get; set; } = Volume;
}

internal sealed class ShelfPlan
{
    public Dictionary<string, string> Assign(IReadOnlyList<Box> boxes, IReadOnlyList<Shelf> shelves)
    {
        var plan = new Dictionary<string, string>();
        foreach (var box in boxes)
        {
            if (plan.ContainsKey(box.Sku))
            {
                continue;
            }

            for (var i = 0; i < shelves.Count; i++)
            {
                var shelf = shelves[i];
                if (shelf.IsCold == box.IsCold)
                {
                    if (shelf.Free >= box.Volume)
                    {
                        plan[box.Sku] = shelf.Name;
                        shelf.Free -= box.Volume;
                        break;
                    }
                    else
                    {
                        plan.Remove(box.Sku);
                    }
                }
                else if (i == shelves.Count - 1 && shelf.Free == shelf.Volume)
                {
                    plan[box.Sku] = "overflow";
                }
            }

            if (!plan.ContainsKey(box.Sku))
            {
                plan[box.Sku] = "floor";
            }
        }

        return plan;
    }
}
