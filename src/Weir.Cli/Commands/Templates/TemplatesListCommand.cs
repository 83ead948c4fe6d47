using System.CommandLine;
using Weir.Cli.Output;
using Weir.Generation;
using Weir.Generation.Templates;

namespace Weir.Cli.Commands;

/// <summary><c>weir templates list</c>: the templates that there are.</summary>
internal sealed class TemplatesListCommand
{
    private readonly Option<string?> _templates = TemplatesCommand.Folder();

    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create()
    {
        var list = new TemplatesListCommand();
        var command = new Command("list", """
            Lists the templates: id, kind, where each comes from, and the hash of its text.

            Example:
              weir templates list
              weir templates list --templates my-templates --json
            """)
        {
            list._templates,
            list._json,
        };
        command.SetAction(list.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        try
        {
            using var catalog = GenerationTemplates.Open(parsed.GetValue(_templates));
            var templates = catalog.List();
            if (parsed.GetValue(_json))
            {
                Json.Write(new { Templates = templates });
                return ExitCode.Done;
            }

            var (ids, sources) = (templates.Max(static one => one.Id.Length), templates.Max(static one => one.Source.Length));
            foreach (var one in templates)
            {
                Console.Out.WriteLine($"{one.Id.PadRight(ids)}  {one.Source.PadRight(sources)}  {one.Sha256[..12]}");
            }

            return ExitCode.Done;
        }
        catch (TemplateException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
    }
}
