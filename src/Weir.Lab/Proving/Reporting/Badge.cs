using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>A verdict as a sign, a word and a colour, so that none of them is needed alone.</summary>
internal static class Badge
{
    public static XElement Of(FindingVerdict verdict) => Of(verdict, Verdicts.Word(verdict));

    /// <summary>The badge of something that is right or not, without a third.</summary>
    public static XElement Of(bool met) => Of(met ? FindingVerdict.Met : FindingVerdict.NotMet);

    /// <summary>The badge of a control.</summary>
    public static XElement OfControl(Comparison control) => Of(control.Verdict == ProofVerdict.Met ? FindingVerdict.Met : FindingVerdict.NotMet, Verdicts.WordOfControl(control));

    /// <summary>The sign of a verdict, drawn: a font may lack it.</summary>
    public static XElement Sign(FindingVerdict verdict) => Tag(
        "svg", Class("sign " + Style(verdict)), Has("viewBox", "0 0 16 16"), Has("width", "16"), Has("height", "16"), Has("aria-hidden", "true"),
        Tag("path", Has("d", verdict switch
        {
            FindingVerdict.Met or FindingVerdict.Better => "M3.5 8.5l3 3 6-7",
            FindingVerdict.NotMet => "M4 4l8 8M12 4l-8 8",
            FindingVerdict.Same => "M3 6h10M3 10h10",
            FindingVerdict.Regression => "M8 3v10M3.5 8.5L8 13l4.5-4.5",
            _ => "M2.5 9.5c1.5-4 3.5-4 5.5-1.5s4 2.5 5.5-1.5",
        })));

    /// <summary>The class by which the style sheet knows a verdict.</summary>
    public static string Style(FindingVerdict verdict) => verdict switch
    {
        FindingVerdict.Met or FindingVerdict.Better => "is-met",
        FindingVerdict.NotMet => "is-missed",
        FindingVerdict.Same => "is-same",
        FindingVerdict.Regression => "is-worse",
        _ => "is-open",
    };

    private static XElement Of(FindingVerdict verdict, string word) => Tag("span", Class("badge " + Style(verdict)), Sign(verdict), Tag("span", word));
}
