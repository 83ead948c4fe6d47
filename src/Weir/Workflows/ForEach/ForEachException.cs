namespace Weir;

/// <summary>Items of a step that runs for each of many failed.</summary>
public sealed class ForEachException : Exception
{
    internal ForEachException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
