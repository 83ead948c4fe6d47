using System.CommandLine;
using System.Globalization;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary>The options that several commands have.</summary>
internal static class CommonOptions
{
    public const string JsonName = "--json";

    public static Option<bool> Json() => new(JsonName)
    {
        Description = "Print exactly one JSON document on standard output; everything else goes to standard error.",
    };

    public static Option<bool> Verbose() => new("--verbose")
    {
        Description = "Show stack traces with errors that are not expected.",
    };

    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Durations.TryParse(text) is { } duration)
            {
                return duration;
            }

            result.AddError($"{name}: '{text}' is no duration of more than 0 and at most 24 days; write {Durations.Hint}.");
            return null;
        },
    };

    public static Option<int?> MaxParallel()
    {
        var option = new Option<int?>("--max-parallel")
        {
            Description = "How many steps may be in flight at once, 1 to 4096. Default: the number of processors less one, at least 3.",
            HelpName = "N",
        };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 4096)
            {
                return value;
            }

            result.AddError($"--max-parallel: '{text}' is no whole number from 1 to 4096.");
            return null;
        };
        return option;
    }
}
