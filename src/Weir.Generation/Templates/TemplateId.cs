namespace Weir.Generation.Templates;

/// <summary>
/// What a template is called: one to sixteen names with <c>/</c> between them, such as <c>node/node</c>. A name has letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, and begins with
/// none of the dots, so that no id leaves its folder: there is no <c>..</c>, no root, no drive, no backslash and no NUL in one.
/// </summary>
internal static class TemplateId
{
    /// <summary>What the files of templates end in.</summary>
    public const string Extension = ".hbs";

    /// <summary>The kind of a template that stands in no folder.</summary>
    public const string NoKind = "other";

    private const int MaxLength = 200;

    private const int MaxDepth = 16;

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength && id.Split('/') is { Length: <= MaxDepth } names && names.All(IsName);

    /// <summary>The first folder of an id.</summary>
    public static string KindOf(string id) => id.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? id[..end] : NoKind;

    /// <exception cref="TemplateException">It is no id.</exception>
    public static void Require(string id)
    {
        if (!IsValid(id))
        {
            throw TemplateException.Of(
                id, $"'{Shown(id)}' is no id of a template; write names of letters, digits, '-', '_' and '.' with '/' between them, such as node/node, without the ending {Extension}.");
        }
    }

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] != '.' && name[^1] != '.' && name.All(static one => char.IsLetterOrDigit(one) || one is '-' or '_' or '.');

    private static string Shown(string id) => string.Concat(id.Take(MaxLength).Select(static one => char.IsControl(one) ? '\uFFFD' : one));
}
