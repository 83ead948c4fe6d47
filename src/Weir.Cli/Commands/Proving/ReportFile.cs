using System.Globalization;
using System.Reflection;
using Weir.Cli.Output;
using Weir.Cli.Output.Proving;
using Weir.Lab.Proving;
using Weir.Lab.Proving.Reporting;

namespace Weir.Cli.Commands.Proving;

/// <summary>The files of <c>--report</c>: the ending says the form.</summary>
internal static class ReportFile
{
    private static readonly (string Ending, Action<SuiteResult, ProofReportHead, TextWriter> Write)[] Forms =
    [
        (".html", ProofReport.Write),
        (".md", ProveMarkdown.Write),
        (".json", static (result, _, output) => output.WriteLine(Json.Text(ProveJson.Of(result)))),
    ];

    /// <summary>Why nothing can be written there; null: it can. Found out before anything is measured.</summary>
    /// <param name="path">The report.</param>
    /// <param name="inputs">What the command reads.</param>
    public static string? Refusal(string path, params string?[] inputs) =>
        Forms.All(form => !path.EndsWith(form.Ending, StringComparison.OrdinalIgnoreCase)) ? $"--report: '{path}' must end in {string.Join(", ", Forms.Select(static form => form.Ending))}."
        : Directory.Exists(path) ? $"--report: '{path}' is a folder; name a file."
        : Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder) ? $"--report: there is no folder '{folder}'; make it first."
        : inputs.Any(input => input is { Length: > 0 } && Path.GetFullPath(input) == Path.GetFullPath(path)) ? $"--report: '{path}' is what this command reads; name another file."
        : Attempt(path, static unfinished => File.Create(unfinished, 1, FileOptions.DeleteOnClose).Dispose());

    /// <summary>Writes the report; what was there is replaced when all of it is written.</summary>
    /// <returns>Why it could not be written; null: it was.</returns>
    public static string? Write(string path, SuiteResult result, DateTimeOffset began)
    {
        var write = Forms.First(form => path.EndsWith(form.Ending, StringComparison.OrdinalIgnoreCase)).Write;
        var whole = new StringWriter { NewLine = "\n" };
        write(result, Head(result, began), whole);
        return Attempt(path, unfinished =>
        {
            File.WriteAllText(unfinished, whole.ToString());
            File.Move(unfinished, path, overwrite: true);
        });
    }

    private static string? Attempt(string path, Action<string> write)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            write(unfinished);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            TryDelete(unfinished);
            return $"--report: '{path}' cannot be written: {problem.Message.Replace(unfinished, path, StringComparison.Ordinal)}";
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It never came to be, most likely.
        }
    }

    private static ProofReportHead Head(SuiteResult result, DateTimeOffset began)
    {
        var assembly = typeof(ReportFile).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var commit = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(static one => one.Key == "Commit")?.Value;
        return new ProofReportHead("weir prove", version, began, commit?[..7], Command([.. Environment.GetCommandLineArgs().Skip(1)], result.Seed));
    }

    /// <summary>The command that measures the same again. What a workflow was given is left out, for it may be secret.</summary>
    internal static string Command(IReadOnlyList<string> arguments, int seed)
    {
        var words = new List<string> { "weir" };
        foreach (var (at, argument) in arguments.Index())
        {
            var isValue = at > 0 && arguments[at - 1] is "--input" or "--answer";
            var isBoth = argument.StartsWith("--input=", StringComparison.Ordinal) || argument.StartsWith("--input:", StringComparison.Ordinal)
                || argument.StartsWith("--answer=", StringComparison.Ordinal) || argument.StartsWith("--answer:", StringComparison.Ordinal);
            var equals = argument.IndexOf('=', isBoth ? argument.IndexOfAny(['=', ':']) + 1 : 0);
            words.Add(Quoted((isValue || isBoth) && equals >= 0 ? argument[..(equals + 1)] + "…" : argument));
        }

        return string.Join(' ', arguments.Any(static one => one.StartsWith("--seed", StringComparison.Ordinal)) ? words : [.. words, "--seed", seed.ToString(CultureInfo.InvariantCulture)]);
    }

    private static string Quoted(string argument) => argument.Any(char.IsWhiteSpace) || argument.Length == 0 ? $"\"{argument}\"" : argument;
}
