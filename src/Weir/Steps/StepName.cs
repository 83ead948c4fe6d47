namespace Weir;

/// <summary>The one rule for the names of steps, stages, pipelines and workflows; '/' is kept for paths.</summary>
internal static class StepName
{
    public const int MaxLength = 200;

    public static string Require(string name, string subject)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsValid(name))
        {
            throw new ArgumentException(
                $"'{Shown(name)}' is no name for a {subject}: a name has 1 to {MaxLength} characters, no '/', "
                + "no control characters and no white space at its ends.",
                nameof(name));
        }

        return name;
    }

    public static string OfType(Type type)
    {
        var name = type.Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }

    private static bool IsValid(string name)
    {
        if (name.Length is 0 or > MaxLength || char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]))
        {
            return false;
        }

        foreach (var character in name)
        {
            if (character == '/' || char.IsControl(character))
            {
                return false;
            }
        }

        return true;
    }

    private static string Shown(string name)
    {
        var head = name.Length <= 40 ? name : string.Concat(name.AsSpan(0, 40), "…");
        return string.Create(head.Length, head, static (shown, text) =>
        {
            for (var i = 0; i < shown.Length; i++)
            {
                shown[i] = char.IsControl(text[i]) ? '?' : text[i];
            }
        });
    }
}
