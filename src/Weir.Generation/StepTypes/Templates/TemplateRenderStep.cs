using System.Text;
using Weir.Yaml.StepTypes;

namespace Weir.Generation.StepTypes;

/// <summary><c>template.render</c>.</summary>
/// <param name="maxLength">How many characters the outcome has at most.</param>
internal sealed class TemplateRenderStep(int maxLength = TemplateRenderStep.DefaultMaxLength) : StepType(
    "template.render",
    "Renders a Handlebars template.",
    new StepParameter("template", ValueShape.Text, "The file of the template, beside the workflow or below it.") { IsRequired = true, IsPartOfWorkflow = true },
    new StepParameter("data", ValueShape.Any, "What the template shows; a name that it does not have is an error."),
    new StepParameter("to", ValueShape.Text, "The file that is written; default none, and the text is the output.") { Permission = PermissionKind.Write })
{
    internal const int DefaultMaxLength = 16 * 1024 * 1024;

    // Steps have time-outs of their own, and end when they are cancelled.
    private readonly Lazy<WorkflowTemplates> _templates = new(() => new WorkflowTemplates(maxLength));

    public override ValueShape OutputOf(IReadOnlySet<string> given) => given.Contains("to") ? ValueShape.MapOf(("path", ValueShape.Text)) : ValueShape.Text;

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var name = arguments.Text("template");
        var token = context.CancellationToken;
        var target = arguments.Has("to") ? arguments.Access.PathToWrite(arguments.Text("to")) : null;
        try
        {
            var rendered = _templates.Value.Of(arguments.Access).Render(name, arguments.Value("data"), token);
            return target is null ? rendered : await WriteAsync(target, rendered, arguments.Text("to"), context).ConfigureAwait(false);
        }
        catch (FormatException error)
        {
            return context.Fail<object?>(error.Message);
        }
    }

    private static async Task<object?> WriteAsync(string target, string text, string path, StepContext context)
    {
        try
        {
            await AtomicFile.WriteAsync(target, Encoding.UTF8.GetBytes(text), context.CancellationToken).ConfigureAwait(false);
            return new OrderedDictionary<string, object?> { ["path"] = path };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return context.Fail<object?>($"The file '{path}' cannot be written: {error.Message}");
        }
    }
}
