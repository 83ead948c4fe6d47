using System.Globalization;

namespace Weir.Generation.Validation.Quality;

/// <summary>The forms that names have. Letters that have no case, as Chinese ones, fit everywhere.</summary>
internal static class NameForm
{
    /// <summary>A capital first and no underscore; before a digit, with which no name may begin, one underscore stands.</summary>
    public static bool IsPascal(string name) => name switch
    {
        ['_', >= '0' and <= '9', .. var rest] => IsPlain(rest),
        [var first, .. var rest] => !IsSmall(first) && first != '_' && IsPlain(rest),
        _ => true,
    };

    /// <summary>A small letter first and no underscore; <c>_</c> alone for what is not used.</summary>
    public static bool IsCamel(string name) => name switch
    {
        "_" => true,
        [var first, .. var rest] => !char.IsUpper(first) && first != '_' && IsPlain(rest),
        _ => true,
    };

    /// <summary>Camel case behind an underscore.</summary>
    public static bool IsUnderscored(string name) => name is ['_', _, ..] && IsCamel(name[1..]);

    /// <summary>Pascal case behind a letter that says what it is: <c>IShape</c>, <c>TKey</c>.</summary>
    public static bool HasPrefix(string name, char prefix) => name.Length > 0 && name[0] == prefix && IsPascal(name[1..]);

    public static bool IsPlain(string name) => !name.Contains('_', StringComparison.Ordinal);

    private static bool IsSmall(char letter) => char.IsLower(letter) && char.ToUpper(letter, CultureInfo.InvariantCulture) != letter;
}
