namespace Weir.Generation.Templates;

/// <summary>
/// A template is missing, wrong, asks for what its data has not, or goes beyond a limit. The message is one sentence for the user, and begins with
/// <c>file:line:column</c> where there is a place.
/// </summary>
public sealed class TemplateException : FormatException
{
    internal TemplateException(string template, string file, int line, int column, string problem, Exception? inner = null)
        : base((line > 0 ? FormattableString.Invariant($"{file}:{line}:{column}: {problem}") : problem).ReplaceLineEndings(" "), inner)
    {
        Template = template;
        File = file;
        Line = line;
        Column = column;
        Problem = problem;
    }

    /// <summary>The id of the template in which it went wrong: of a partial, where it was in that.</summary>
    public string Template { get; }

    /// <summary>The file of the template, as errors name it.</summary>
    public string File { get; }

    /// <summary>The line, from 1; 0: the whole template is meant, as where it is missing or renders for too long.</summary>
    public int Line { get; }

    /// <summary>The column, from 1; 0 where <see cref="Line"/> is 0.</summary>
    public int Column { get; }

    /// <summary>Whether it asks for a name that its data has not.</summary>
    internal bool IsUnknownName { get; init; }

    /// <summary>What is wrong, without the place.</summary>
    internal string Problem { get; }

    /// <summary>The whole template is meant.</summary>
    internal static TemplateException Of(string template, string problem, Exception? inner = null) => new(template, template, 0, 0, problem, inner);
}
