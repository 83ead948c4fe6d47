// source: CWE-546 (https://cwe.mitre.org/data/definitions/546.html)
// why: XXXX in a mask and a hash in a comment are not words that mark unfinished work
// expect: none

using System;

namespace Corpus.MaskedCard;

internal readonly struct CardNumber
{
    private readonly string _digits;

    public CardNumber(string digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits.Length, 12);
        _digits = digits;
    }

    // Shown as XXXX-1234 on receipts; the last four digits are no secret.
    public override string ToString() => "XXXX-" + _digits[^4..];

    public bool IsValid()
    {
        var sum = 0;
        for (var i = 0; i < _digits.Length; i++)
        {
            var digit = _digits[_digits.Length - 1 - i] - '0';

            // Luhn, ISO/IEC 7812-1: every second digit counts twice, and its digits are added.
            sum += i % 2 == 0 ? digit : (digit * 2 % 10) + (digit / 5);
        }

        return sum % 10 == 0;
    }
}
