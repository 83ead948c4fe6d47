using System.Globalization;
using Weir.Generation;

namespace Weir.Cli.Output;

/// <summary>What <c>weir generate</c> says to a person when it is done.</summary>
internal static class GenerationText
{
    /// <summary>Warnings of contracts and of validators, votes against packages, and failures, on standard error.</summary>
    public static void WriteProblems(GenerationReport report)
    {
        foreach (var warning in report.Warnings)
        {
            Console.Error.WriteLine(warning);
        }

        foreach (var line in report.Packages.SelectMany(Doubts))
        {
            Console.Error.WriteLine(line);
        }

        foreach (var failure in report.Failures)
        {
            Console.Error.WriteLine(Describe(failure));
        }
    }

    /// <summary>What was said against a package that passed.</summary>
    private static IEnumerable<string> Doubts(GeneratedPackage package)
    {
        foreach (var issue in package.Verdict.Validators.SelectMany(static validator => validator.Issues))
        {
            var place = issue.File is { } file ? $"{Shown(package.Path)}/{file}:{issue.Line}:{issue.Column}" : package.Name;
            yield return FormattableString.Invariant($"{place}: {issue.Severity} {issue.Rule}: {issue.Message}");
        }

        foreach (var vote in package.Quorum?.Dissent ?? [])
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{package.Name}: the quorum passed it; {vote.Member} voted against it (confidence {vote.Vote.Confidence:0.00}): {vote.Vote.Reason.ReplaceLineEndings("; ")}");
        }
    }

    // What parse finds has its place in the contract already; the rest is about what was made of it.
    private static string Describe(GenerationFailure failure) => failure switch
    {
        { WasSkipped: true } => $"{failure.Contract}: not generated: {failure.Error}",
        { Stage: GenerationJob.Parse } => failure.Error,
        _ => $"{failure.Contract}: {failure.Stage} failed:\n{failure.Error}",
    };

    /// <summary>The packages, where the time went, and the sum.</summary>
    public static void WriteSummary(GenerationReport report)
    {
        var writer = Console.Out;
        writer.WriteLine();
        var width = report.Packages.Select(package => package.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var package in report.Packages)
        {
            var kind = package.Kind.ToString().ToLowerInvariant();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{package.Name.PadRight(width)}  {kind,-12}  {package.Files.Count,3} files  {Shown(package.Path)}{(package.Degradation is null ? "" : "  degraded")}"));
        }

        if (report.Packages.Count > 0)
        {
            writer.WriteLine();
            var stages = report.Stages.Select(stage => FormattableString.Invariant($"{stage.Name} {stage.Steps.Sum(step => step.Duration.TotalMilliseconds):0} ms"));
            writer.WriteLine("step time: " + string.Join(", ", stages));
        }

        WriteSum(report, writer);
        if (report.Packages.Count > 0)
        {
            var first = Shown(report.Packages[0].Path);
            writer.WriteLine($"Next: dotnet test {(first.Contains(' ', StringComparison.Ordinal) ? $"\"{first}\"" : first)}");
        }
    }

    private static void WriteSum(GenerationReport report, TextWriter writer)
    {
        // The contract of a degraded package is among the failures too, and is there all the same.
        var degraded = report.Packages.Where(static package => package.Degradation is not null).ToArray();
        var failed = report.Failures.Count - degraded.Length;
        writer.Write(FormattableString.Invariant($"{Running.Shown.Count(report.Packages.Count, "package")} in {report.Duration.TotalSeconds:0.00} s"));
        writer.Write(failed == 0 ? "" : FormattableString.Invariant($", {failed} not generated"));
        writer.WriteLine(degraded.Length == 0 ? "" : $", {(report.Packages.Count == 1 ? "" : FormattableString.Invariant($"{degraded.Length} "))}degraded: {Reason(degraded[0].Degradation!)}");
    }

    // The first line, which names the templates; what was found stands above.
    private static string Reason(string degradation) => char.ToLowerInvariant(degradation[0]) + degradation.Split('\n')[0].TrimEnd(':')[1..];

    // Short where it lies below the folder the user stands in.
    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
