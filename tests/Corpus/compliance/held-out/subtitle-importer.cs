// source: CWE-396 (https://cwe.mitre.org/data/definitions/396.html)
// why: Whatever goes wrong ends as an empty list or as an exception that nobody can tell from others.
// expect: compliance/untyped-error 27
// expect: compliance/untyped-error 40
// expect: compliance/untyped-error 52

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Corpus.HeldOut.SubtitleImporter;

public sealed record Cue(TimeSpan From, TimeSpan To, string Text);

public static class SubtitleImporter
{
    public static IReadOnlyList<Cue> Read(IReadOnlyList<string> lines)
    {
        var cues = new List<Cue>();
        try
        {
            for (var i = 0; i + 2 < lines.Count; i += 4)
            {
                cues.Add(ReadCue(lines[i + 1], lines[i + 2]));
            }
        }
        catch (Exception)
        {
            return [];
        }

        return cues;
    }

    private static Cue ReadCue(string times, string text)
    {
        var arrow = times.IndexOf("-->", StringComparison.Ordinal);
        if (arrow < 0)
        {
            throw new ApplicationException($"'{times}' has no arrow.");
        }

        return new Cue(ReadTime(times[..arrow]), ReadTime(times[(arrow + 3)..]), text);
    }

    private static TimeSpan ReadTime(string time)
    {
        try
        {
            return TimeSpan.ParseExact(time.Trim(), @"hh\:mm\:ss\,fff", CultureInfo.InvariantCulture);
        }
        catch
        {
            return TimeSpan.Zero;
        }
    }
}
