namespace Weir;

/// <summary>Takes the references that the fields of an object hold, one after the other.</summary>
internal abstract class ReferenceSink
{
    /// <summary>Takes one reference; what it gives is stored in its place when the caller is filling a copy.</summary>
    public abstract object? Take(object? value);
}
