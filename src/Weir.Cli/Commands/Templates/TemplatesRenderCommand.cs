using System.CommandLine;
using Weir.Cli.Output;
using Weir.Generation;
using Weir.Generation.Templates;

namespace Weir.Cli.Commands;

/// <summary><c>weir templates render</c>: one template with the data of a file.</summary>
internal sealed class TemplatesRenderCommand
{
    private readonly Argument<string> _id = new("id")
    {
        Description = "The id of the template, such as node/node.",
        HelpName = "ID",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "A file of JSON or YAML with what the template asks for. Default: nothing.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "The file that is written. Default: the text is printed.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _templates = TemplatesCommand.Folder();

    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create()
    {
        var render = new TemplatesRenderCommand();
        var command = new Command("render", """
            Renders a template with the data of a file. A name that the data has not is an error.

            Example:
              weir templates render my-page --data page.yaml --templates my-templates
              weir templates render my-page --data page.json --templates my-templates --to page.md
            """)
        {
            render._id,
            render._data,
            render._to,
            render._templates,
            render._json,
        };
        command.SetAction(render.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            using var catalog = GenerationTemplates.Open(parsed.GetValue(_templates));
            var data = parsed.GetValue(_data) is { } file ? await GenerationTemplates.ReadDataAsync(file, cancellationToken) : null;
            var template = catalog.Get(parsed.GetValue(_id)!);
            return await RenderAsync(parsed, template, data, cancellationToken);
        }
        catch (FormatException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return UsageError.ReportCancelled(parsed);
        }
    }

    private async Task<int> RenderAsync(ParseResult parsed, Template template, object? data, CancellationToken cancellationToken)
    {
        var to = parsed.GetValue(_to);
        try
        {
            var text = template.Render(data, cancellationToken);
            if (to is not null)
            {
                await File.WriteAllTextAsync(to, text, cancellationToken);
            }

            Show(text, to, parsed.GetValue(_json));
            return ExitCode.Done;
        }
        catch (TemplateException problem)
        {
            return UsageError.ReportFailed(parsed, problem.Message);
        }
        catch (Exception problem) when (to is not null && problem is IOException or UnauthorizedAccessException)
        {
            return UsageError.ReportFailed(parsed, $"--to: '{to}' cannot be written: {problem.Message}");
        }
    }

    private static void Show(string text, string? to, bool asJson)
    {
        if (asJson)
        {
            Json.Write(new { Status = "completed", Path = to, Text = to is null ? text : null });
        }
        else if (to is null)
        {
            Console.Out.Write(text);
        }
    }
}
