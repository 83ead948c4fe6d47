using System.CommandLine;
using Weir.Cli.Output;
using Weir.Cli.Output.Running;
using Weir.Generation;
using Weir.Generation.Templates;
using Weir.Yaml;

namespace Weir.Cli.Commands;

/// <summary><c>weir templates check</c>: compiles all templates and says what is wrong with them.</summary>
internal sealed class TemplatesCheckCommand
{
    private readonly Option<string?> _templates = TemplatesCommand.Folder();

    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create()
    {
        var check = new TemplatesCheckCommand();
        var command = new Command("check", """
            Compiles all templates and reports every mistake with file, line and column, and every name that the data of the job has not. Exit code 0: none; 1: some; 2: there is no such folder.

            Example:
              weir templates check
              weir templates check --templates my-templates
            """)
        {
            check._templates,
            check._json,
        };
        command.SetAction(check.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        try
        {
            using var catalog = GenerationTemplates.Open(parsed.GetValue(_templates));
            var found = GenerationTemplates.Check(catalog);
            var isValid = found.All(static one => one.Severity != DiagnosticSeverity.Error);
            UsageError.ShowFindings(found);
            if (parsed.GetValue(_json))
            {
                Json.Write(new { Valid = isValid, Templates = catalog.List(), catalog.Replaced, Diagnostics = found.Select(ToJson) });
            }
            else
            {
                var mistakes = found.Count(static one => one.Severity == DiagnosticSeverity.Error);
                Console.Out.WriteLine($"{Shown.Count(catalog.List().Count, "template")}, {catalog.Replaced.Count} replaced: {(isValid ? "no mistakes" : Shown.Count(mistakes, "mistake"))}");
            }

            return isValid ? ExitCode.Done : ExitCode.Failed;
        }
        catch (TemplateException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
    }

    private static object ToJson(Diagnostic finding) => new
    {
        finding.Severity,
        finding.Code,
        finding.Message,
        finding.Position.File,
        finding.Position.Line,
        finding.Position.Column,
    };
}
