namespace Weir.Cli.Commands;

/// <summary>The durations of <c>--durations</c>: read before a run, written after it. They only make runs faster, so what goes wrong with them is a warning.</summary>
internal sealed class KeptDurations
{
    private readonly string _path;

    private KeptDurations(string path) => (_path, Learned) = (path, LearnedDurations.Open(path));

    public LearnedDurations Learned { get; }

    /// <summary>Opens a file, which need not exist; one that is damaged is told of on standard error, and not read.</summary>
    /// <param name="path">The file; null: durations are not kept.</param>
    /// <returns>What is known; null: nothing is to be.</returns>
    public static KeptDurations? Open(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var durations = new KeptDurations(path);
        if (durations.Learned.Warning is { } warning)
        {
            Console.Error.WriteLine($"warning: --durations: {warning}");
        }

        return durations;
    }

    /// <summary>Why a file cannot be kept there; null: it can.</summary>
    public static string? Refusal(string path) =>
        path.Length == 0 ? "--durations: the path is empty; name a file."
        : Directory.Exists(path) ? $"--durations: '{path}' is a folder; name a file in it."
        : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? $"--durations: there is no folder for '{path}'; make it, or name another file."
        : null;

    public async Task SaveAsync()
    {
        try
        {
            await Learned.SaveAsync();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"warning: --durations: '{_path}' cannot be written: {problem.Message}");
        }
    }
}
