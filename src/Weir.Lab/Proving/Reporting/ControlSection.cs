using System.Globalization;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>The control: what the measuring finds where there is nothing to find.</summary>
internal static class ControlSection
{
    public static XElement Draw(Comparison control) => Tag(
        "section", Has("aria-labelledby", "control-heading"),
        Tag("h2", Has("id", "control-heading"), "Control"),
        Tag(
            "article", Class("finding"), Has("id", "control"), Has("aria-labelledby", "control-name"),
            Tag("header", Tag("h3", Has("id", "control-name"), Name(control.Workload), Tag("small", "baseline against itself")), Badge.OfControl(control)),
            Tag(
                "p", Class("gain"),
                Tag("strong", Tag("data", Has("value", control.Change.ToString("R", CultureInfo.InvariantCulture)), Wording.Change(control.Change))),
                Tag("span", string.Create(CultureInfo.InvariantCulture, $"where 0 is true, {control.Level * 100:0.##} % interval {Wording.Interval(control.Confidence)}; sound within ± 1.5 % and an interval within ± 4 %"))),
            FindingSection.Figures(control, SideNames.OnceAndAgain)));
}
