using System.Text.RegularExpressions;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Weir.Generation.Templates.Rendering;

/// <summary>Says why a render failed: in which template, where, and what would be right.</summary>
internal static partial class RenderFailure
{
    private const string Inside = "Weir.Template";

    /// <summary>Notes on an exception in which template it came up, for it is to be explained at the end of the render.</summary>
    /// <returns>False: it is not caught here.</returns>
    public static bool Mark(Exception error, Template template)
    {
        if (!error.Data.Contains(Inside))
        {
            error.Data[Inside] = template;
        }

        return false;
    }

    /// <param name="template">What was rendered.</param>
    /// <param name="error">What was thrown.</param>
    /// <param name="written">What was written until then.</param>
    /// <param name="limits">What it may take.</param>
    /// <returns>What is thrown instead.</returns>
    public static Exception Explain(Template template, Exception error, ReadOnlySpan<char> written, TemplateLimits limits)
    {
        // Handlebars.Net wraps what happens in a partial once for each level.
        var cause = error;
        while (cause is HandlebarsException && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        var inside = cause.Data[Inside] as Template ?? template;
        return cause switch
        {
            OperationCanceledException or TemplateException => cause,
            InsufficientExecutionStackException => TooDeep(template, limits, error),
            HandlebarsUndefinedBindingException unknown => Unknown(inside, unknown.Path ?? unknown.MissingKey, written, error),
            HandlebarsException when cause.Message.Contains("recursion depth", StringComparison.Ordinal) => TooDeep(template, limits, error),
            HandlebarsException when Named().Match(cause.Message) is { Success: true } named => At(
                inside, named.Groups[1].Value, written, $"The template asks for '{named.Groups[1].Value}', which is neither a template nor a helper; correct the name.", error),
            _ => At(inside, "", written, $"The template failed: {cause.Message.ReplaceLineEndings(" ").Trim()}", error),
        };
    }

    private static TemplateException TooDeep(Template template, TemplateLimits limits, Exception error) => TemplateException.Of(
        template.Id, $"The template '{template.Text.File}' shows templates in one another more than {limits.MaxPartialDepth} deep; one of them shows itself without end.", error);

    private static TemplateException Unknown(Template template, string path, ReadOnlySpan<char> written, Exception error) =>
        At(template, path, written, $"The template asks for '{path}', which its data has not; correct the name, or add it to the data.", error, isUnknownName: true);

    private static TemplateException At(Template template, string name, ReadOnlySpan<char> written, string problem, Exception error, bool isUnknownName = false)
    {
        var (line, column) = FailurePlace.OfName(template.Text.Content, name, written);
        return new TemplateException(template.Id, template.Text.File, line, column, problem, error) { IsUnknownName = isUnknownName };
    }

    [GeneratedRegex("(?:Referenced partial name|BlockHelper|Helper) '#?([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
