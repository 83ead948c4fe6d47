// source: CWE-1085 (https://cwe.mitre.org/data/definitions/1085.html)
// why: All code was commented out, so the file compiles and has nothing.
// expect: completeness/no-code 1

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.RetiredBarcodeReader;

// The reader was moved to the scanner service in spring. It is kept here for reference.
//
// public sealed class BarcodeReader
// {
//     private readonly Queue<string> _codes = new();
//
//     public void Push(string code) => _codes.Enqueue(code);
//
//     public string? Next() => _codes.TryDequeue(out var code) ? code : null;
//
//     public int CheckDigit(ReadOnlySpan<char> digits)
//     {
//         var sum = 0;
//         for (var i = 0; i < digits.Length; i++)
//         {
//             sum += (digits[i] - '0') * (i % 2 == 0 ? 3 : 1);
//         }
//
//         return (10 - (sum % 10)) % 10;
//     }
// }
