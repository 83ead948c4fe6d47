using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Yaml.StepTypes;

namespace Weir.Generation.Validation;

/// <summary>A report as a log of SARIF 2.1.0, which code hosts and editors read.</summary>
/// <remarks>Files are relative to the folder that the program runs in, with forward slashes; columns count UTF-16 units. A finding without a file has no place.</remarks>
public static class SarifLog
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a log, whole or not at all.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="path">The file; one that is there is replaced, where a link leads to.</param>
    /// <param name="cancellationToken">Stops the writing; the old file stays.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task WriteAsync(ValidationReport report, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Target(path);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Document(report), Format);
        if (new FileInfo(full) is { Exists: true, Length: 0 })
        {
            // What is empty may be a device or a pipe, which must not be replaced; and there is nothing to lose.
            await File.WriteAllBytesAsync(full, bytes, cancellationToken).ConfigureAwait(false);
            return;
        }

        await AtomicFile.WriteAsync(full, bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a log may be written to a file: it is not there yet, is empty, or is a log.</summary>
    /// <param name="path">The file.</param>
    /// <returns>False: something else is there, which would be lost.</returns>
    /// <exception cref="IOException">What is there cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">What is there may not be read.</exception>
    public static bool MayReplace(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Target(path);
        if (new FileInfo(full) is not { Exists: true, Length: > 0 })
        {
            return true;
        }

        using var file = File.OpenText(full);
        var beginning = new char[1024];
        var length = file.ReadBlock(beginning);
        return beginning.AsSpan(0, length).TrimStart() is ['{', ..] text && text.Contains("sarif", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where a link leads.</summary>
    private static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : Path.GetFullPath(path);

    private static Dictionary<string, object?> Document(ValidationReport report)
    {
        var issues = report.Verdict.Validators.SelectMany(static validator => validator.Issues).ToArray();
        var rules = Rules(report, issues);
        var files = report.Files.Concat(issues.Select(static issue => issue.File).OfType<string>()).Distinct(StringComparer.Ordinal).ToArray();
        var ruleAt = rules.Index().ToDictionary(static rule => rule.Item.Id, static rule => rule.Index, StringComparer.Ordinal);
        var fileAt = files.Index().ToDictionary(static file => file.Item, static file => file.Index, StringComparer.Ordinal);
        return new()
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new object[]
            {
                new
                {
                    tool = new { driver = new { name = "weir", version = GenerationJob.WeirVersion, rules = rules.Select(Rule).ToArray() } },
                    invocations = new object[] { new { executionSuccessful = report.Refused.Count == 0, toolExecutionNotifications = report.Refused.Select(Notification).ToArray() } },
                    columnKind = "utf16CodeUnits",
                    artifacts = files.Select(static file => new { location = new { uri = UriOf(file) } }).ToArray(),
                    results = issues.Select(issue => Result(issue, ruleAt[issue.Rule], fileAt)).ToArray(),
                },
            },
        };
    }

    /// <summary>The rules of the validators, and those of the compiler that were broken.</summary>
    private static ValidationRule[] Rules(ValidationReport report, IEnumerable<ValidationIssue> issues) =>
    [
        .. report.Rules.Concat(issues.Select(static issue => new ValidationRule(issue.Rule, issue.Severity, $"{issue.Rule} is not found.")
            {
                Source = issue.Rule.StartsWith("CS", StringComparison.Ordinal) ? "https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/" : "",
            })).DistinctBy(static rule => rule.Id),
    ];

    private static Dictionary<string, object?> Rule(ValidationRule rule)
    {
        var source = rule.Source.Length > 0 ? $" ({rule.Source})" : "";
        var shown = new Dictionary<string, object?>
        {
            ["id"] = rule.Id,
            ["shortDescription"] = new { text = rule.Summary },
            ["help"] = new { text = rule.Summary + source },
            ["defaultConfiguration"] = new { level = LevelOf(rule.Severity) },
        };
        if (Page(rule.Source) is { } page)
        {
            shown["helpUri"] = page;
        }

        return shown;
    }

    private static string? Page(string source)
    {
        if (source.StartsWith("https://", StringComparison.Ordinal))
        {
            return source;
        }

        var number = source.StartsWith("CWE-", StringComparison.Ordinal) ? string.Concat(source.Skip("CWE-".Length).TakeWhile(char.IsAsciiDigit)) : "";
        return number.Length > 0 ? $"https://cwe.mitre.org/data/definitions/{number}.html" : null;
    }

    private static Dictionary<string, object?> Result(ValidationIssue issue, int rule, Dictionary<string, int> files)
    {
        var result = new Dictionary<string, object?>
        {
            ["ruleId"] = issue.Rule,
            ["ruleIndex"] = rule,
            ["level"] = LevelOf(issue.Severity),
            ["message"] = new { text = issue.Suggestion is null ? issue.Message : $"{issue.Message} {issue.Suggestion}" },
        };
        if (issue.File is { } file)
        {
            var artifact = new { uri = UriOf(file), index = files[file] };
            result["locations"] = new object[]
            {
                new { physicalLocation = new { artifactLocation = artifact, region = new { startLine = Math.Max(1, issue.Line), startColumn = Math.Max(1, issue.Column) } } },
            };
        }

        return result;
    }

    private static object Notification(RefusedSource refused) => new { level = "error", message = new { text = refused.Reason } };

    private static string LevelOf(string severity) => severity switch
    {
        ValidationSeverity.Error => "error",
        ValidationSeverity.Warning => "warning",
        _ => "note",
    };

    private static string UriOf(string file)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetFullPath(file));
        return Path.IsPathRooted(relative)
            ? new Uri(relative).AbsoluteUri
            : string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }
}
