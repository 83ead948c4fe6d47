// source: Fowler, Refactoring, Duplicated Code (https://refactoring.com/catalog/extractFunction.html)
// why: a line is taken apart the same way in two methods, after different beginnings
// expect: quality/duplicate-code 26

using System;
using System.Globalization;

namespace Corpus.AddressImportTwice;

internal sealed record Party(string Name, string City, int Code, bool IsActive);

internal sealed class PartyImport(char separator) {
    public int Skipped { get; private set; }

    public Party? Customer(string line) {
        var parts = line.Split(separator);
        var name = parts[0].Trim().ToUpperInvariant();
        var city = parts[1].Trim().Replace('_', ' ');
        var code = int.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture);
        var active = parts[3] is "1" or "yes";
        Skipped += active ? 0 : 1;
        return code == 0 ? null : new Party(name, city, code, active);
    }

    public Party? Supplier(string record) {
        var fields = record.Split(separator);
        var company = fields[0].Trim().ToUpperInvariant();
        var town = fields[1].Trim().Replace('-', ' ');
        var number = int.Parse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture);
        var open = fields[3] is "A" or "open";
        Skipped += open ? 0 : 1;
        return number == 0 ? null : new Party(company, town, number, open);
    }
}
