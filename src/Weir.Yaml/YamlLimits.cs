namespace Weir.Yaml;

/// <summary>How much of a YAML file is read. All are checked on the parser's events, before a value exists.</summary>
public sealed record YamlLimits
{
    /// <summary>The limits that hold where none are given.</summary>
    public static YamlLimits Default { get; } = new();

    /// <summary>The greatest size of the file. Default 4 MiB.</summary>
    public int MaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How deep lists and maps may be nested, what aliases bring in included. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The greatest number of values, what aliases repeat included. Default 100,000.</summary>
    public int MaxNodes { get; init; } = 100_000;

    /// <summary>The greatest length of one text. Default 262,144 characters.</summary>
    public int MaxTextLength { get; init; } = 256 * 1024;
}
