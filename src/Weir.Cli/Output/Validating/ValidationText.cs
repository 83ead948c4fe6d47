using System.Globalization;
using Spectre.Console;
using Weir.Cli.Output.Running;
using Weir.Generation.Validation;

namespace Weir.Cli.Output.Validating;

/// <summary>A report for people: each finding with its line, then a table of the validators, then the sum.</summary>
internal sealed class ValidationText(ValidationReport report, ValidationProfile profile)
{
    // A longer line is no line that somebody wrote, and its place is not found by eye.
    private const int MaxLine = 160;

    private readonly TextLines _lines = new(static text => text);

    public TextLines Build()
    {
        var issues = report.Verdict.Validators.SelectMany(static validator => validator.Issues)
            .OrderBy(static issue => issue.File, StringComparer.Ordinal).ThenBy(static issue => issue.Line).ThenBy(static issue => issue.Column);
        foreach (var issue in issues)
        {
            AddIssue(issue);
        }

        AddTable();
        AddEnd();
        return _lines;
    }

    private void AddIssue(ValidationIssue issue)
    {
        _lines.Line();
        if (issue.File is { } file)
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{issue.Line}:{issue.Column}"), Styles.Title).Add(": ");
        }

        _lines.Add(issue.Severity, StyleOf(issue.Severity)).Add($" {issue.Rule}", Styles.Faint).Add(": " + issue.Message);
        AddSource(issue);
        if (issue.Suggestion is { } suggestion)
        {
            _lines.Line().Draw("    ").Add(suggestion, Styles.Faint);
        }
    }

    /// <summary>The line that the finding is in, and a mark below its place.</summary>
    private void AddSource(ValidationIssue issue)
    {
        if (issue.File is null || report.LineOf(issue.File, issue.Line) is not { Length: <= MaxLine } line || string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        // Tabs and signs that a terminal would obey take one place each, so that the mark stands where it should.
        var shown = string.Concat(line.Select(static sign => char.IsControl(sign) || char.GetUnicodeCategory(sign) == UnicodeCategory.Format ? ' ' : sign));
        var room = shown.Length - shown.TrimStart().Length;
        var before = shown[Math.Min(room, shown.Length)..Math.Clamp(issue.Column - 1, room, shown.Length)];
        _lines.Line().Draw("    ").Add(shown.Trim());
        _lines.Line().Draw("    " + new string(' ', _lines.WidthOf(before))).Draw("^", StyleOf(issue.Severity));
    }

    private void AddTable()
    {
        var validators = report.Verdict.Validators;
        var width = Math.Max("validator".Length, validators.Max(static one => one.Name.Length));
        if (validators.Any(static one => one.Issues.Count > 0))
        {
            _lines.Line();
        }

        _lines.Line().AddCell("validator", width, Styles.Faint).Draw("  ").AddCell("score", 5, Styles.Faint).Draw("  ").AddCell("time", 7, Styles.Faint).Draw("  ").Add("result", Styles.Faint);
        foreach (var one in validators)
        {
            var score = (Math.Floor(one.Score * 100) / 100).ToString("0.00", CultureInfo.InvariantCulture);
            _lines.Line().AddCell(one.Name, width).Draw("  ").AddCell(score, 5).Draw("  ").AddCell(Shown.Time(one.Duration), 7).Draw("  ")
                .Add(one.Passed ? "passed" : "failed", one.Passed ? Styles.Good : Styles.Bad);
            if (one.Reason is { } reason)
            {
                _lines.Add(": " + reason);
            }
        }
    }

    private void AddEnd()
    {
        var verdict = report.Verdict;
        var issues = verdict.Validators.SelectMany(static validator => validator.Issues).CountBy(static issue => issue.Severity).ToDictionary();
        _lines.Line().Line().Add(verdict.Passed ? "passed" : "failed", verdict.Passed ? Styles.Good : Styles.Bad);
        _lines.Add($" ({profile.Name}): {Shown.Count(report.Files.Count, "file")}, {Shown.Count(issues.GetValueOrDefault("error"), "error")}, {Shown.Count(issues.GetValueOrDefault("warning"), "warning")}");
        if (report.Refused.Count > 0)
        {
            _lines.Add($", {report.Refused.Count} not judged");
        }
    }

    private static Style StyleOf(string severity) => severity switch
    {
        ValidationSeverity.Error => Styles.Bad,
        ValidationSeverity.Warning => Styles.Warning,
        _ => Styles.Active,
    };
}
