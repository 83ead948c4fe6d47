using System.CommandLine;
using Weir.Cli.Output;
using Weir.Generation;
using Weir.Generation.Templates;

namespace Weir.Cli.Commands;

/// <summary><c>weir templates show</c>: what stands in a template.</summary>
internal sealed class TemplatesShowCommand
{
    private readonly Argument<string> _id = new("id")
    {
        Description = "The id of the template, such as node/user.",
        HelpName = "ID",
    };

    private readonly Option<string?> _templates = TemplatesCommand.Folder();

    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create()
    {
        var show = new TemplatesShowCommand();
        var command = new Command("show", """
            Prints the text of the template that is in force, shipped or replaced: a copy of it is where one of your own begins.

            Example:
              weir templates show node/user > my-templates/node/user.hbs
              weir templates show node/user --templates my-templates --json
            """)
        {
            show._id,
            show._templates,
            show._json,
        };
        command.SetAction(show.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        try
        {
            using var catalog = GenerationTemplates.Open(parsed.GetValue(_templates));
            var template = catalog.Show(parsed.GetValue(_id)!);
            if (parsed.GetValue(_json))
            {
                Json.Write(template);
            }
            else
            {
                Console.Out.Write(template.Text);
            }

            return ExitCode.Done;
        }
        catch (TemplateException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
    }
}
