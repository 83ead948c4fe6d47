using System.CommandLine;
using Weir.Cli.Commands;

namespace Weir.Cli.Output;

/// <summary>Says what is wrong with a command line, in one sentence each, and where help is.</summary>
internal static class Usage
{
    public static int Report(ParseResult parsed) => Report(parsed, Errors(parsed));

    public static int Report(ParseResult parsed, params string[] errors)
    {
        foreach (var error in errors)
        {
            Console.Error.WriteLine("error: " + error);
        }

        var command = parsed.CommandResult.Command;
        Console.Error.WriteLine($"See: {(command is RootCommand ? "weir" : "weir " + command.Name)} --help");
        if (parsed.Tokens.Any(token => token.Value == CommonOptions.JsonName))
        {
            Json.Write(new { Status = "failed", DurationMs = 0, Packages = Array.Empty<object>(), Failed = Array.Empty<object>(), Stages = Array.Empty<object>(), Speedup = (object?)null, Errors = errors });
        }

        return ExitCode.Unusable;
    }

    // A mistyped command is reported as such, and again as a command that is missing.
    private static string[] Errors(ParseResult parsed)
    {
        var errors = parsed.Errors.Select(error => error.Message).Distinct().ToArray();
        return parsed.UnmatchedTokens.Count == 0 || errors.Length == 1
            ? errors
            : [.. errors.Where(error => parsed.UnmatchedTokens.Any(token => error.Contains($"'{token}'", StringComparison.Ordinal)))];
    }

    /// <summary>An error that no command foresaw.</summary>
    public static int ReportUnexpected(Exception problem)
    {
        Console.Error.WriteLine($"error: {problem.Message} (unexpected; --verbose shows where)");
        return ExitCode.Failed;
    }
}
