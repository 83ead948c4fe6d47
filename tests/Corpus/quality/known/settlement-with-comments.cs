// source: SonarSource S138 (https://rules.sonarsource.com/csharp/RSPEC-138/)
// why: more than sixty lines from brace to brace, most of them reasons and blank lines
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.SettlementWithComments;

internal sealed record Settlement(decimal Gross, decimal Fees, decimal Reserve, decimal Payout);

internal sealed class SettlementRun(decimal feeShare, decimal reserveShare)
{
    private decimal _held;

    public Settlement Settle(IReadOnlyList<decimal> sales, IReadOnlyList<decimal> refunds)
    {
        // What was sold.
        //
        // Sales are those whose parcels were handed over. What is
        // still in the warehouse is settled with the next run, since
        // a customer may cancel until then.

        var sold = sales.Sum();

        // What went back.
        //
        // Refunds count on the day on which money goes back, not on
        // the day on which the parcel came in: there may be weeks
        // between the two, and the seller would pay for our delay.

        var returned = refunds.Sum();

        var gross = sold - returned;

        // The fees.
        //
        // They are taken from what was sold, not from the difference:
        // the work is done when something is sold. This is in the
        // terms since March, and sellers ask about it every month.

        var fees = decimal.Round(sold * feeShare, 2, MidpointRounding.ToEven);

        // The reserve.
        //
        // A share of each settlement is held back for returns that
        // come later. It is given back with the next settlement, and
        // never twice.

        var reserve = decimal.Round(Math.Max(0m, gross) * reserveShare, 2, MidpointRounding.ToEven);

        var payout = gross - fees - reserve + _held;

        // A negative payout is not collected.
        //
        // It stays open, and the next settlement is smaller by it.
        // Lawyers looked at this in 2022: an invoice instead would
        // need the consent of the seller.
        //
        // What is open after a year is written off by a person, who
        // sees a list of all such sellers each January. The list is
        // made from the last settlement, so that nothing is kept for
        // it here.

        _held = reserve;

        if (payout < 0)
        {
            _held += payout;

            payout = 0m;
        }

        // The sum of fees, reserve and payout is what was earned, but
        // for what was open before. The ledger checks this again.

        // Cents were rounded twice above, half to even, so that the
        // sum over a year is right to within a cent or two.

        return new Settlement(gross, fees, reserve, payout);
    }
}
