namespace Weir.Yaml;

/// <summary>The codes of what can be wrong with a YAML file whatever it is for; docs/errors.md explains each.</summary>
public static class YamlCodes
{
    /// <summary>The file is not UTF-8.</summary>
    public const string NotUtf8 = "WEIR2001";

    /// <summary>The file has a NUL character.</summary>
    public const string NulCharacter = "WEIR2002";

    /// <summary>The file is too large.</summary>
    public const string TooLarge = "WEIR2003";

    /// <summary>The file is not YAML.</summary>
    public const string Syntax = "WEIR2004";

    /// <summary>The file has no content.</summary>
    public const string Empty = "WEIR2005";

    /// <summary>The file has more than one document.</summary>
    public const string SeveralDocuments = "WEIR2006";

    /// <summary>A key stands twice in one map.</summary>
    public const string DuplicateKey = "WEIR2007";

    /// <summary>A key is a list, a map or nothing.</summary>
    public const string KeyIsNotText = "WEIR2008";

    /// <summary>A tag is unknown, or the value does not fit it.</summary>
    public const string Tag = "WEIR2009";

    /// <summary>An alias names an anchor that does not stand before it.</summary>
    public const string UnknownAlias = "WEIR2010";

    /// <summary>An alias stands inside its own anchor.</summary>
    public const string AliasInsideItself = "WEIR2011";

    /// <summary>Lists and maps are nested too deeply.</summary>
    public const string TooDeep = "WEIR2012";

    /// <summary>There are too many values, what aliases repeat included.</summary>
    public const string TooManyNodes = "WEIR2013";

    /// <summary>One text is too long.</summary>
    public const string TextTooLong = "WEIR2014";

    /// <summary>A merge key, which YAML 1.2 does not have.</summary>
    public const string MergeKey = "WEIR2015";

    /// <summary>The file is not there, or cannot be read.</summary>
    public const string Unreadable = "WEIR2016";

    /// <summary>A field that nobody knows.</summary>
    public const string UnknownField = "WEIR2020";

    /// <summary>A value of the wrong type.</summary>
    public const string WrongType = "WEIR2021";

    /// <summary>A required field is missing.</summary>
    public const string MissingField = "WEIR2022";

    /// <summary>A value outside its range.</summary>
    public const string OutOfRange = "WEIR2023";

    /// <summary>A word that is none of the words allowed.</summary>
    public const string UnknownWord = "WEIR2024";

    /// <summary>A name stands twice in one list.</summary>
    public const string ListedTwice = "WEIR2025";

    /// <summary>There are more problems than are listed.</summary>
    public const string MoreProblems = "WEIR2099";
}
