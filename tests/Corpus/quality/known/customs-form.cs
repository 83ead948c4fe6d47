// source: SonarSource S138 (https://rules.sonarsource.com/csharp/RSPEC-138/)
// why: one method writes all boxes of a form, more than sixty lines long
// expect: quality/long-method 15

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Corpus.CustomsForm;

public sealed class CustomsForm
{
    private readonly SortedDictionary<string, string> _boxes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Fill(IReadOnlyDictionary<string, string> declaration)
    {
        _boxes.Clear();
        _boxes["01"] = declaration["exporter"];
        _boxes["02"] = declaration["importer"].ToUpperInvariant();
        _boxes["03"] = declaration["consignee"];
        _boxes["04"] = declaration["declarant"].Trim();
        _boxes["05"] = declaration["representative"];
        _boxes["06"] = declaration["office"].ToUpperInvariant();
        _boxes["07"] = declaration["procedure"];
        _boxes["08"] = declaration["origin"].Trim();

        _boxes["09"] = declaration["destination"];
        _boxes["10"] = declaration["dispatch"].ToUpperInvariant();
        _boxes["11"] = declaration["container"];
        _boxes["12"] = declaration["delivery"].Trim();
        _boxes["13"] = declaration["place"];
        _boxes["14"] = declaration["currency"].ToUpperInvariant();
        _boxes["15"] = declaration["total"];
        _boxes["16"] = declaration["rate"].Trim();
        _boxes["17"] = declaration["nature"];
        _boxes["18"] = declaration["inlandMode"].ToUpperInvariant();
        _boxes["19"] = declaration["borderMode"];
        _boxes["20"] = declaration["inlandTransport"].Trim();
        _boxes["21"] = declaration["borderTransport"];

        _boxes["22"] = declaration["loading"].ToUpperInvariant();
        _boxes["23"] = declaration["location"];
        _boxes["24"] = declaration["packages"].Trim();
        _boxes["25"] = declaration["marks"];
        _boxes["26"] = declaration["kind"].ToUpperInvariant();
        _boxes["27"] = declaration["goods"];
        _boxes["28"] = declaration["commodity"].Trim();
        _boxes["29"] = declaration["additional"];
        _boxes["30"] = declaration["grossMass"].ToUpperInvariant();
        _boxes["31"] = declaration["netMass"];
        _boxes["32"] = declaration["quota"].Trim();
        _boxes["33"] = declaration["units"];
        _boxes["34"] = declaration["supplementary"].ToUpperInvariant();
        _boxes["35"] = declaration["price"];
        _boxes["36"] = declaration["valuation"].Trim();

        _boxes["37"] = declaration["statistical"];
        _boxes["38"] = declaration["taxType"].ToUpperInvariant();
        _boxes["39"] = declaration["taxBase"];
        _boxes["40"] = declaration["taxRate"].Trim();
        _boxes["41"] = declaration["taxAmount"];
        _boxes["42"] = declaration["payment"].ToUpperInvariant();
        _boxes["43"] = declaration["warehouse"];
        _boxes["44"] = declaration["guarantee"].Trim();
        _boxes["45"] = declaration["transit"];
        _boxes["46"] = declaration["seals"].ToUpperInvariant();
        _boxes["47"] = declaration["signature"];
        _boxes["48"] = declaration["stamp"].Trim();
        _boxes["49"] = declaration["date"];

        _boxes["50"] = declaration["previous"].ToUpperInvariant();
        _boxes["51"] = declaration["licence"];
        _boxes["52"] = declaration["permit"].Trim();
        _boxes["53"] = declaration["certificate"];
        _boxes["54"] = declaration["insurance"].ToUpperInvariant();
        _boxes["55"] = declaration["freight"];
        _boxes["56"] = declaration["discount"].Trim();
        _boxes["57"] = declaration["surcharge"];
        _boxes["58"] = declaration["contact"].ToUpperInvariant();
        _boxes["61"] = _boxes["26"] + " " + _boxes["27"];
        _boxes["62"] = _boxes.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return _boxes;
    }
}
