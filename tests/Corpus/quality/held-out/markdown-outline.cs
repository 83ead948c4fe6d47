// source: G. Ann Campbell, Cognitive Complexity, SonarSource (https://www.sonarsource.com/docs/CognitiveComplexity.pdf)
// why: The work is split into small local functions and a loop with early exits, each well within the limits.
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.MarkdownOutline;

public sealed record Heading(int Level, string Text, int Line);

public static class MarkdownOutline
{
    public static IReadOnlyList<Heading> Of(IReadOnlyList<string> lines)
    {
        var headings = new List<Heading>();
        var isCode = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].AsSpan().TrimEnd();
            if (IsFence(line))
            {
                isCode = !isCode;
                continue;
            }

            if (!isCode && LevelOf(line) is > 0 and var level)
            {
                headings.Add(new Heading(level, line[level..].Trim().ToString(), i + 1));
            }
        }

        return headings;

        static bool IsFence(ReadOnlySpan<char> line) => line.StartsWith("```") || line.StartsWith("~~~");

        static int LevelOf(ReadOnlySpan<char> line)
        {
            var level = line.IndexOfAnyExcept('#');
            return level is >= 1 and <= 6 && line[level] == ' ' ? level : 0;
        }
    }
}
