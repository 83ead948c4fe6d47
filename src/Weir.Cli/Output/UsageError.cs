using System.CommandLine;
using System.CommandLine.Parsing;
using Weir.Cli.Commands;
using Weir.Yaml;

namespace Weir.Cli.Output;

/// <summary>Says what is wrong with a command line, in one sentence each, and where help is.</summary>
internal static class UsageError
{
    public static int Report(ParseResult parsed) => Report(parsed, Errors(parsed));

    public static int Report(ParseResult parsed, params string[] errors)
    {
        foreach (var error in errors)
        {
            Console.Error.WriteLine("error: " + error);
        }

        Console.Error.WriteLine($"See: weir {NameOf(parsed)}".TrimEnd() + " --help");
        WriteJson(parsed, "failed", errors);
        return ExitCode.Unusable;
    }

    /// <summary>Says why the work failed.</summary>
    public static int ReportFailed(ParseResult parsed, string error)
    {
        Console.Error.WriteLine("error: " + error);
        WriteJson(parsed, "failed", error);
        return ExitCode.Failed;
    }

    /// <summary>Says what is wrong with a file, of which nothing was run.</summary>
    public static int ReportFindings(ParseResult parsed, IReadOnlyList<Diagnostic> findings)
    {
        ShowFindings(findings);
        WriteJson(parsed, "failed", [.. findings.Select(static finding => finding.ToString())]);
        return ExitCode.Unusable;
    }

    /// <summary>Shows findings on standard error.</summary>
    public static void ShowFindings(IReadOnlyList<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            Console.Error.WriteLine(finding);
        }
    }

    /// <summary>Stopped before there was anything to report.</summary>
    public static int ReportCancelled(ParseResult parsed)
    {
        Console.Error.WriteLine("cancelled");
        WriteJson(parsed, "cancelled");
        return ExitCode.Cancelled;
    }

    /// <summary>An error that no command foresaw.</summary>
    public static int ReportUnexpected(ParseResult parsed, Exception problem)
    {
        Console.Error.WriteLine($"error: {problem.Message} (unexpected; --verbose shows where)");
        WriteJson(parsed, "failed", problem.Message);
        return ExitCode.Failed;
    }

    private static void WriteJson(ParseResult parsed, string status, params string[] errors)
    {
        var isLine = parsed.Tokens.Any(static token => token.Value == RunSettings.JsonEventsName);
        if (isLine || parsed.Tokens.Any(static token => token.Value == CommonOptions.JsonName))
        {
            Json.Write(UsageDocument.Of(NameOf(parsed), status, errors), isIndented: !isLine);
        }
    }

    /// <summary>The command, behind the one that it is a part of: <c>templates list</c>; nothing for the tool itself.</summary>
    private static string NameOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is { Command: not RootCommand }; result = (CommandResult?)result.Parent)
        {
            names.Push(result.Command.Name);
        }

        return string.Join(' ', names);
    }

    // A mistyped command is reported as such, and again as a command that is missing.
    private static string[] Errors(ParseResult parsed)
    {
        var errors = parsed.Errors.Select(error => error.Message).Distinct().ToArray();
        return parsed.UnmatchedTokens.Count == 0 || errors.Length == 1
            ? errors
            : [.. errors.Where(error => parsed.UnmatchedTokens.Any(token => error.Contains($"'{token}'", StringComparison.Ordinal)))];
    }
}
