namespace Weir;

/// <summary>What is known about the values of a type.</summary>
internal enum Mutability
{
    /// <summary>None of them can change, so branches may share them.</summary>
    Immutable,

    /// <summary>Only the value can tell: an interface, or a class that may have a mutable subclass, is among the members.</summary>
    Open,

    /// <summary>They can change.</summary>
    Mutable,
}
