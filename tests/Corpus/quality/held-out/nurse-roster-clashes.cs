// source: G. Ann Campbell, Cognitive Complexity, SonarSource (https://www.sonarsource.com/docs/CognitiveComplexity.pdf)
// why: Few branches, but each stands inside the others, so the cognitive complexity is far above the cyclomatic one.
// expect: quality/cognitive-complexity 18

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.NurseRosterClashes;

public sealed record Shift(string Nurse, TimeOnly Starts, TimeOnly Ends, bool IsOpen);

public sealed record RosterDay(DateOnly Date, bool IsHoliday, IReadOnlyList<Shift> Shifts);

public sealed class RosterCheck
{
    private readonly List<string> _clashes = [];

    public IReadOnlyList<string> Find(IReadOnlyList<RosterDay> days)
    {
        foreach (var day in days)
        {
            foreach (var shift in day.Shifts)
            {
                if (shift.IsOpen)
                {
                    continue;
                }

                foreach (var other in day.Shifts)
                {
                    if (other.Starts < shift.Ends && other.Ends > shift.Starts)
                    {
                        _clashes.Add($"{day.Date}: {shift.Nurse} and {other.Nurse} overlap");
                    }
                    else if (other.Nurse == shift.Nurse)
                    {
                        _clashes.Add($"{day.Date}: {shift.Nurse} works twice");
                    }
                }
            }

            if (day.IsHoliday)
            {
                _clashes.Add($"{day.Date}: check the holiday rules");
            }
            else
            {
                CheckRest(day);
            }
        }

        return _clashes;
    }

    private void CheckRest(RosterDay day)
    {
        if (day.Shifts.Count == 0)
        {
            _clashes.Add($"{day.Date}: nobody works");
        }
    }
}
