namespace Weir;

/// <summary>A file of options cannot be used; the message has every problem on a line of its own, as <c>file:line:column: error CODE: sentence</c>.</summary>
public sealed class OptionsFileException : FormatException
{
    internal OptionsFileException(string path, IReadOnlyList<OptionsFileProblem> problems)
        : base(string.Join('\n', problems.Select(problem => $"{path}:{problem}"))) =>
        (Path, Problems) = (path, problems);

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>What is wrong, in the order of the file; at least one.</summary>
    public IReadOnlyList<OptionsFileProblem> Problems { get; }
}
