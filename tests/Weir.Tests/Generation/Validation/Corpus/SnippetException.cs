namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>The header of a snippet is not as it should be.</summary>
/// <param name="file">The path of the snippet.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="problem">What is wrong.</param>
internal sealed class SnippetException(string file, int line, string problem) : FormatException($"{file}:{line}: {problem}.")
{
    /// <summary>The path of the snippet.</summary>
    public string File => file;

    /// <summary>The line, from 1.</summary>
    public int Line => line;
}
