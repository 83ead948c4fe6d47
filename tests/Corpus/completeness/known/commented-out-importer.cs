// source: CWE-1164 (https://cwe.mitre.org/data/definitions/1164.html)
// why: the only class of the file is commented out, so nothing is left to run
// expect: completeness/no-code 1

// The supplier feed moved to the nightly batch; the class is kept for reference.
//
// internal sealed class SupplierFeedImporter
// {
//     public int Import(string[] lines)
//     {
//         var count = 0;
//         foreach (var line in lines)
//         {
//             count += line.Length > 0 ? 1 : 0;
//         }
//
//         return count;
//     }
// }
