// source: SonarSource S134 (https://rules.sonarsource.com/csharp/RSPEC-134/)
// why: a parser that grew inwards: five levels deep, and hard to follow
// expect: quality/cognitive-complexity 16
// expect: quality/nesting-depth 27

using System;
using System.Collections.Generic;
using System.IO;

namespace Corpus.StatementParser;

internal sealed record Booking(DateOnly Day, decimal Amount, string Text);

internal static class StatementParser
{
    public static List<Booking> Parse(TextReader reader)
    {
        var bookings = new List<Booking>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(":61:", StringComparison.Ordinal))
            {
                for (var at = 4; at < line.Length; at++)
                {
                    if (char.IsAsciiDigit(line[at]))
                    {
                        if (line.Length - at < 10)
                        {
                            break;
                        }

                        bookings.Add(new Booking(DateOnly.MinValue.AddDays(at), line[at], line[(at + 10)..]));
                        at += 10;
                    }
                }
            }
            else if (line.Length == 0)
            {
                break;
            }
        }

        return bookings;
    }
}
