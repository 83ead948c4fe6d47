using System.CommandLine;
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
    public static string? Refusal(string path) =>
        Forms.All(form => !path.EndsWith(form.Ending, StringComparison.OrdinalIgnoreCase)) ? $"--report: '{path}' must end in {string.Join(", ", Forms.Select(static form => form.Ending))}."
        : Directory.Exists(path) ? $"--report: '{path}' is a folder; name a file."
        : Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder) ? $"--report: there is no folder '{folder}'; make it first."
        : null;

    /// <summary>Writes the report; what was there is replaced when all of it is written.</summary>
    public static void Write(string path, SuiteResult result, DateTimeOffset began)
    {
        var write = Forms.First(form => path.EndsWith(form.Ending, StringComparison.OrdinalIgnoreCase)).Write;
        var whole = new StringWriter { NewLine = "\n" };
        write(result, Head(began), whole);
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(unfinished, whole.ToString());
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static ProofReportHead Head(DateTimeOffset began)
    {
        var assembly = typeof(ReportFile).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var commit = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(static one => one.Key == "Commit")?.Value;
        return new ProofReportHead("weir prove", version, began, commit?[..7], $"weir {string.Join(' ', Environment.GetCommandLineArgs()[1..].Select(Quoted))}");
    }

    private static string Quoted(string argument) => argument.Any(char.IsWhiteSpace) || argument.Length == 0 ? $"\"{argument}\"" : argument;
}
