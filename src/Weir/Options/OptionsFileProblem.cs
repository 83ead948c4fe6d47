using System.Globalization;

namespace Weir;

/// <summary>One thing that is wrong with a file of options.</summary>
/// <param name="Code">A stable code, such as <c>WEIR4003</c>; docs/errors.md lists them.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in characters.</param>
/// <param name="Message">One sentence: what is wrong, and what would be right.</param>
public sealed record OptionsFileProblem(string Code, int Line, int Column, string Message)
{
    /// <summary>The problem on one line: <c>line:column: error WEIR4003: message</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}: error {Code}: {Message}");
}
