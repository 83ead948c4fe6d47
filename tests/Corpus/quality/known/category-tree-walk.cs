// source: SonarSource, Cognitive Complexity, 2018 (https://www.sonarsource.com/docs/CognitiveComplexity.pdf)
// why: recursion inside nested loops, chains of mixed operators and a jump
// expect: quality/cognitive-complexity 22

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.CategoryTreeWalk;

internal sealed class Category(string name)
{
    public string Name { get; } = name;

    public bool IsHidden { get; init; }

    public List<Category> Children { get; } = [];
}

internal static class CategoryTree
{
    public static int CountVisible(Category root, string words, int depth)
    {
        var count = 0;
        foreach (var child in root.Children)
        {
            if (child.IsHidden || depth > 8)
            {
                continue;
            }

            if (child.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                count += child.Children.Count > 0 ? 1 : 2;
            }
            else
            {
                foreach (var word in words.Split(' '))
                {
                    if (child.Name.StartsWith(word, StringComparison.Ordinal) && word.Length > 2)
                    {
                        count++;
                        goto Next;
                    }
                }
            }

        Next:
            count += CountVisible(child, words, depth + 1);
        }

        return count;
    }
}
