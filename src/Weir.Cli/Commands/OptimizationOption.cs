using System.CommandLine;

namespace Weir.Cli.Commands;

/// <summary><c>--optimization</c>: the name of a preset, or a file of options.</summary>
internal static class OptimizationOption
{
    public const string Name = "--optimization";

    public static Option<string?> Create(string description) => new(Name)
    {
        Description = $"{description} The name of a preset ('weir presets' lists them) or a file of options.",
        HelpName = "FILE|PRESET",
    };

    /// <summary>The options that are meant.</summary>
    /// <param name="text">What was given. Of a preset and a file with one name the preset is meant; <c>./NAME</c> is the file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The options, or what is wrong, one sentence each.</returns>
    public static async Task<(OptimizationOptions? Options, string[] Problems)> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (OptimizationPresets.Find(text) is { } preset)
        {
            return (preset.Options, []);
        }

        try
        {
            return Directory.Exists(text) ? (null, [$"{Name}: '{text}' is a folder; name a file in it."])
                : File.Exists(text) ? (await OptimizationOptionsFile.ReadAsync(text, cancellationToken), [])
                : IsPath(text) ? (null, [$"{Name}: There is no file '{text}'."])
                : (OptimizationPresets.Get(text).Options, []);
        }
        catch (OptionsFileException problem)
        {
            return (null, [.. problem.Message.Split('\n')]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, [$"{Name}: {problem.Message}"]);
        }
    }

    // No preset has such a name.
    private static bool IsPath(string text) => text.AsSpan().ContainsAny('/', '\\', '.');
}
