using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Weir.Lab;
using Weir.Lab.Proving;
using Weir.Lab.Proving.Reporting;

namespace Weir.Tests.Lab.Reporting;

public class ProofReportTests
{
    private static readonly string Page = Write(SyntheticSuite.Whole, SyntheticSuite.Head);

    /// <summary>With WEIR_REPORT_OUT the page is also written there: eng/report shows it in a browser.</summary>
    [Fact]
    public async Task Write_OfAWholeSuite_IsOneWellFormedPageOfModestSize()
    {
        if (Environment.GetEnvironmentVariable("WEIR_REPORT_OUT") is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, Page, Some.Token);
        }

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", Page, StringComparison.Ordinal);
        Assert.Equal("html", XDocument.Parse(Page).Root!.Name.LocalName);
        Assert.InRange(Page.Length, 1, 1_000_000);
    }

    private static string Write(SuiteResult suite, ProofReportHead head)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        ProofReport.Write(suite, head, writer);
        return writer.ToString();
    }
}
