namespace Weir.Generation.Validation.Security.Taint;

/// <summary>What a value from outside can do harm as.</summary>
[Flags]
internal enum Dangers
{
    None = 0,
    Sql = 1,
    Command = 2,
    Path = 4,
    TypeName = 8,
    Pattern = 16,

    /// <summary>A type that was looked up by a name from outside.</summary>
    Type = 32,

    /// <summary>What text from outside starts with.</summary>
    Text = Sql | Command | Path | TypeName | Pattern,
    All = Text | Type,
}
