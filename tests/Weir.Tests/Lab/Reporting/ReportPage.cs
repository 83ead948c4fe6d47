using System.Globalization;
using System.Xml.Linq;
using Weir.Lab.Proving;
using Weir.Lab.Proving.Reporting;

namespace Weir.Tests.Lab.Reporting;

/// <summary>A report, written and read back.</summary>
internal sealed class ReportPage
{
    public ReportPage(SuiteResult suite, ProofReportHead? head = null)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        ProofReport.Write(suite, head ?? SyntheticSuite.Head, writer);
        Text = writer.ToString();
        Root = XDocument.Parse(Text).Root!;
    }

    public string Text { get; }

    public XElement Root { get; }

    public IEnumerable<XElement> All(string name) => Root.Descendants(name);

    public IEnumerable<XElement> Styled(string style) => Root.Descendants().Where(one => Styles(one).Contains(style));

    /// <summary>The section of a metric, a layer or the control.</summary>
    public XElement Section(string id) => All("article").Single(one => one.Attribute("id")!.Value == id);

    /// <summary>The exact numbers of a row of the table of figures.</summary>
    public static double[] Row(XElement section, string name) =>
        [.. section.Descendants("tr").Single(row => row.Element("th")?.Value == name && row.Elements("td").Any()).Descendants("data").Select(Number)];

    /// <summary>The exact number of an element.</summary>
    public static double Number(XElement data) => double.Parse(data.Attribute("value")!.Value, CultureInfo.InvariantCulture);

    private static string[] Styles(XElement element) => element.Attribute("class")?.Value.Split(' ') ?? [];
}
