using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>What a snippet is known to have.</summary>
/// <param name="Rule">The rule, such as <c>security/sql-injection</c>.</param>
/// <param name="Line">The line of the file, header included, from 1.</param>
internal sealed record Expectation(string Rule, int Line);

/// <summary>One file of the corpus: code, and what a validator should find in it.</summary>
internal sealed partial record Snippet
{
    /// <summary>The folder that the authors of rules see.</summary>
    public const string Known = "known";

    /// <summary>The folder of the snippets that the authors of the rules did not see.</summary>
    public const string HeldOut = "held-out";

    private static readonly string Root = Path.Combine(Repository.Root, "tests", "Corpus");

    /// <summary>The path in the repository.</summary>
    public required string File { get; init; }

    /// <summary>The validator that judges it: the name of the outer folder.</summary>
    public required string Validator { get; init; }

    /// <summary>The inner folder, such as <c>known</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The whole text, header included.</summary>
    public required string Text { get; init; }

    /// <summary>Where the fact is from.</summary>
    public required string Source { get; init; }

    /// <summary>What the snippet shows: one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>The path of the contract, or null.</summary>
    public string? Contract { get; init; }

    /// <summary>Whether it is to compile; default true.</summary>
    public bool Compiles { get; init; } = true;

    /// <summary>Every finding, in the order of the header; empty where it is clean.</summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <summary>The files of the corpus, by path.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Select(Repository.Relative).Order(StringComparer.Ordinal)];

    /// <summary>Reads the snippets of one folder of a validator; none where there is no such folder.</summary>
    /// <exception cref="SnippetException">A header is not as it should be.</exception>
    public static IReadOnlyList<Snippet> ReadAll(string validator, string folder) =>
        [.. Files.Where(file => file.StartsWith($"tests/Corpus/{validator}/{folder}/", StringComparison.Ordinal)).Select(Read)];

    /// <summary>Reads a file of the corpus.</summary>
    /// <exception cref="SnippetException">The header is not as it should be.</exception>
    public static Snippet Read(string file) => Parse(file, System.IO.File.ReadAllText(Path.Combine(Repository.Root, file)));

    /// <summary>Reads the text of a snippet; the path says which validator and folder it belongs to.</summary>
    /// <exception cref="SnippetException">The header is not as it should be.</exception>
    public static Snippet Parse(string file, string text)
    {
        if (file.Split('/') is not ["tests", "Corpus", var validator, var folder, var name] || !KebabName().IsMatch(name))
        {
            throw new SnippetException(file, 1, "a snippet is called tests/Corpus/<validator>/<folder>/<kebab-name>.cs");
        }

        var header = SnippetHeader.Read(file, text);
        return new Snippet
        {
            File = file,
            Validator = validator,
            Folder = folder,
            Text = text,
            Source = header.Only("source") ?? throw new SnippetException(file, 1, "the header has no 'source'"),
            Why = header.Only("why") ?? throw new SnippetException(file, 1, "the header has no 'why'"),
            Contract = header.Only("contract") is { } contract ? Path.Combine(Root, "contracts", contract) : null,
            Compiles = ReadCompiles(file, header),
            Expectations = ReadExpectations(file, header),
        };
    }

    private static bool ReadCompiles(string file, SnippetHeader header) => header.Only("compiles") switch
    {
        null => true,
        "no" => false,
        var other => throw new SnippetException(file, header.All("compiles")[0].Line, $"'compiles' is 'no' or not there; here it is '{other}'"),
    };

    private static IReadOnlyList<Expectation> ReadExpectations(string file, SnippetHeader header)
    {
        var fields = header.All("expect");
        switch (fields)
        {
            case []:
                throw new SnippetException(file, 1, "the header has no 'expect'; a clean snippet says 'expect: none'");
            case [{ Value: "none" }]:
                return [];
        }

        return [.. fields.Select(field => Expectation().Match(field.Value) is { Success: true } match
            && int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
                ? new Expectation(match.Groups["rule"].Value, line)
                : throw new SnippetException(file, field.Line, $"'{field.Value}' is no expectation, such as 'security/sql-injection 23', or stands beside others as 'none'"))];
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*[.]cs$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KebabName();

    [GeneratedRegex("^(?<rule>[a-z-]+/[a-z-]+) (?<line>[0-9]+)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expectation();
}
