namespace Weir;

/// <summary>The codes of what can be wrong with a file of options; docs/errors.md explains each.</summary>
internal static class OptionsFileCodes
{
    /// <summary>It is no JSON, or too long, or no object.</summary>
    public const string NoJson = "WEIR4001";

    /// <summary>It has no version, or one of another form.</summary>
    public const string Version = "WEIR4002";

    /// <summary>A name that there is not.</summary>
    public const string UnknownName = "WEIR4003";

    /// <summary>A name twice.</summary>
    public const string Duplicate = "WEIR4004";

    /// <summary>A value of another type.</summary>
    public const string WrongType = "WEIR4005";

    /// <summary>A value outside its range.</summary>
    public const string OutOfRange = "WEIR4006";

    /// <summary>A layer that this version does not have yet.</summary>
    public const string NotYet = "WEIR4007";

    /// <summary>Two options that contradict each other.</summary>
    public const string Contradiction = "WEIR4008";
}
