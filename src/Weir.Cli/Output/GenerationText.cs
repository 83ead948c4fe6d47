using System.Globalization;
using Weir.Generation;

namespace Weir.Cli.Output;

/// <summary>What <c>weir generate</c> says to a person when it is done.</summary>
internal static class GenerationText
{
    /// <summary>Warnings and failures, on standard error.</summary>
    public static void WriteProblems(GenerationReport report)
    {
        foreach (var warning in report.Warnings)
        {
            Console.Error.WriteLine(warning);
        }

        foreach (var failure in report.Failures)
        {
            Console.Error.WriteLine(Describe(failure));
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
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{package.Name.PadRight(width)}  {kind,-12}  {package.Files.Count,3} files  {Shown(package.Path)}"));
        }

        if (report.Packages.Count > 0)
        {
            writer.WriteLine();
            var stages = report.Stages.Select(stage => FormattableString.Invariant($"{stage.Name} {stage.Steps.Sum(step => step.Duration.TotalMilliseconds):0} ms"));
            writer.WriteLine("step time: " + string.Join(", ", stages));
        }

        var failed = report.Failures.Count == 0 ? "" : FormattableString.Invariant($", {report.Failures.Count} not generated");
        writer.WriteLine(FormattableString.Invariant($"{report.Packages.Count} {(report.Packages.Count == 1 ? "package" : "packages")} in {report.Duration.TotalSeconds:0.00} s{failed}"));
        if (report.Packages.Count > 0)
        {
            var first = Shown(report.Packages[0].Path);
            writer.WriteLine($"Next: dotnet test {(first.Contains(' ', StringComparison.Ordinal) ? $"\"{first}\"" : first)}");
        }
    }

    // Short where it lies below the folder the user stands in.
    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
