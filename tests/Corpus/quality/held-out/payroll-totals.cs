// source: CWE-1041 (https://cwe.mitre.org/data/definitions/1041.html)
// why: The same computation stands twice, once under other names of locals.
// expect: quality/duplicate-code 40

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.PayrollTotals;

public sealed record TimeSheet(string Worker, decimal Hours, decimal NightHours, decimal Rate, bool IsApproved);

public sealed class PayrollTotals(decimal nightBonus)
{
    public decimal OfDepartment(IReadOnlyList<TimeSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        var total = 0m;
        foreach (var sheet in sheets)
        {
            if (!sheet.IsApproved)
            {
                continue;
            }

            var regular = sheet.Hours * sheet.Rate;
            var night = sheet.NightHours * sheet.Rate * nightBonus;
            var gross = Math.Round(regular + night, 2, MidpointRounding.ToEven);
            var insured = Math.Min(gross, 7100m);
            var insurance = Math.Round(insured * 0.093m, 2, MidpointRounding.ToEven);
            var taxable = Math.Max(0m, gross - insurance - 100m);
            var tax = Math.Round(taxable * 0.14m, 2, MidpointRounding.ToEven);
            total += gross - insurance - tax;
        }

        return total;
    }

    public string SlipOf(TimeSheet paper)
    {
        var usual = paper.Hours * paper.Rate;
        var late = paper.NightHours * paper.Rate * nightBonus;
        var sum = Math.Round(usual + late, 2, MidpointRounding.ToEven);
        var capped = Math.Min(sum, 7100m);
        var share = Math.Round(capped * 0.093m, 2, MidpointRounding.ToEven);
        var rest = Math.Max(0m, sum - share - 100m);
        var due = Math.Round(rest * 0.14m, 2, MidpointRounding.ToEven);
        return $"{paper.Worker}: {sum} - {share} - {due}";
    }
}
