// source: McCabe, A Complexity Measure, 1976 (https://doi.org/10.1109/TSE.1976.233837)
// why: one flat method asks everything, with thirteen ways through it
// expect: quality/cyclomatic-complexity 18

using System;
using System.Collections.Generic;

namespace Corpus.ParcelChecks;

public sealed record Parcel(string Sender, string Receiver, int Grams, int Length, int Width, int Height, decimal Value, bool IsInsured);

public sealed class ParcelChecker
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public bool Check(Parcel parcel)
    {
        _problems.Clear();
        if (parcel.Sender.Length == 0 || parcel.Receiver.Length == 0)
        {
            _problems.Add("A parcel has a sender and a receiver.");
        }

        if (parcel.Sender == parcel.Receiver)
        {
            _problems.Add("A parcel goes to somebody else.");
        }

        if (parcel.Grams is < 1 or > 31_500)
        {
            _problems.Add("A parcel weighs up to 31.5 kg.");
        }

        if (parcel.Length < parcel.Width || parcel.Length < parcel.Height)
        {
            _problems.Add("The length is the longest side.");
        }

        if (parcel.Length > 1200)
        {
            _problems.Add("A parcel is up to 1.2 m long.");
        }

        if (parcel.Value > 500 && !parcel.IsInsured)
        {
            _problems.Add("What is dear is insured.");
        }

        var girth = 2 * (parcel.Width + parcel.Height);
        if (girth > 3000)
        {
            _problems.Add("A parcel is up to 3 m around.");
        }

        return _problems.Count == 0 ? true : girth < 100;
    }
}
