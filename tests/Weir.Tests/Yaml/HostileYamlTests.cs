using System.Text;
using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Tests.Yaml;

/// <summary>Files made to take all memory or all time: each ends in one clear sentence with its place, for a bounded price.</summary>
public class HostileYamlTests
{
    private const string File = "a.yaml";

    // The text twice, stand-ins for separators, and what the parser makes of each character that it looks at.
    private const long MostBytesOfAFile = 400L * 1024 * 1024;

    private static readonly int Size = YamlLimits.Default.MaxBytes - 16;

    /// <summary>What is repeated until the file is as large as a file may be.</summary>
    public static TheoryData<string, string> Repeated => new()
    {
        { "---\n", YamlCodes.SeveralDocuments },
        { "--- a\n", YamlCodes.SeveralDocuments },
        { "...\n", YamlCodes.Syntax },
        { "# comment\n", YamlCodes.Empty },
        { "\n", YamlCodes.Empty },
        { " ", YamlCodes.Empty },
        { "[", YamlCodes.TooDeep },
        { "{a: ", YamlCodes.TooDeep },
        { "- ", YamlCodes.TooDeep },
        { "? ", YamlCodes.TooDeep },
        { "- a\n", YamlCodes.TooManyNodes },
        { "- &a x\n", YamlCodes.TooManyNodes },
        { "- {a: 1}\n", YamlCodes.TooManyNodes },
        { "x", YamlCodes.TextTooLong },
        { "x\n", YamlCodes.TextTooLong },
        { "\U0001F600", YamlCodes.TextTooLong },
        { "%TAG !a! tag:x,2000:\n", YamlCodes.Syntax },
        { "&a ", YamlCodes.Syntax },
        { "}", YamlCodes.Syntax },
        { "\"", YamlCodes.Syntax },
        { "'", YamlCodes.TextTooLong },
        { "@", YamlCodes.Syntax },
        { "a: ", YamlCodes.Syntax },
    };

    [Theory]
    [MemberData(nameof(Repeated))]
    public void Read_OfALargeFile_IsRefusedOnceForABoundedPrice(string unit, string code)
    {
        var text = new StringBuilder(Size).Insert(0, unit, Size / Encoding.UTF8.GetByteCount(unit)).ToString();
        AssertRefused(code, text);
    }

    [Theory]
    [InlineData("a: \"")]
    [InlineData("a: '")]
    [InlineData("a: |\n  ")]
    [InlineData("a: >\n  ")]
    [InlineData("a: ")]
    [InlineData("a: !!str ")]
    public void Read_OfOneTextAsLargeAsTheFile_IsRefusedWhereItBegins(string before)
    {
        var end = before[^1] is '"' or '\'' ? before[^1..] : "";
        var found = AssertRefused(YamlCodes.TextTooLong, before + new string('x', Size - 10) + end);
        Assert.Equal(new SourcePosition(File, 1, 4), found.Position);
    }

    [Fact]
    public void Read_OfABillionLaughs_IsRefusedForTheFirstOneTooMany()
    {
        var text = "lol: &l0 lol\n" + string.Concat(Enumerable.Range(1, 9).Select(static level =>
            $"lol{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 10))}]\n"));
        var found = AssertRefused(YamlCodes.TooManyNodes, text);
        Assert.Equal(6, found.Position.Line);
    }

    [Fact]
    public void Read_OfAHundredThousandKeys_IsRefused()
    {
        var found = AssertRefused(YamlCodes.TooManyNodes, string.Concat(Enumerable.Range(0, 100_000).Select(static key => $"k{key}: 1\n")));
        Assert.Equal(50_000, found.Position.Line);
    }

    [Fact]
    public void Read_OfAsManyUnknownFieldsAsAFileHolds_NamesTheFirstAndCountsTheRest()
    {
        var reading = ContractReader.Read(string.Concat(Enumerable.Range(0, 49_000).Select(static key => $"nam{key}: 1\n")), File);
        Assert.Equal((DiagnosticBag.Capacity + 1, YamlCodes.MoreProblems), (reading.Diagnostics.Count, reading.Diagnostics[^1].Code));
    }

    [Theory]
    [InlineData("a: ¶!!python/object/apply:os.system [\"ls\"]", YamlCodes.Tag)]
    [InlineData("a: ¶!!js/function \"x\"", YamlCodes.Tag)]
    [InlineData("a: ¶!<tag:yaml.org,2002:java.lang.Runtime> {}", YamlCodes.Tag)]
    [InlineData("x: &x {b: 1}\na: {¶<<: *x}", YamlCodes.MergeKey)]
    [InlineData("a: &x {b: &y {c: ¶*x}}", YamlCodes.AliasInsideItself)]
    [InlineData("a: 1\n¶\tb: 2", YamlCodes.Syntax)]
    [InlineData("a:\n  b: 1\n¶\tc: 2", YamlCodes.Syntax)]
    public void Read_OfWhatOtherReadersWouldRun_IsRefusedWithItsPlace(string marked, string code)
    {
        var (text, line, column) = Marked.Split(marked);
        var found = Assert.Single(YamlReader.Read(text, File).Diagnostics);
        Assert.Equal((code, new SourcePosition(File, line, column)), (found.Code, found.Position));
    }

    [Theory]
    [InlineData("utf-16", true, YamlCodes.NotUtf8, 1)]
    [InlineData("utf-16BE", true, YamlCodes.NotUtf8, 1)]
    [InlineData("utf-32", true, YamlCodes.NotUtf8, 1)]
    [InlineData("utf-16", false, YamlCodes.NulCharacter, 2)]
    [InlineData("utf-16BE", false, YamlCodes.NulCharacter, 1)]
    public void Read_OfAnotherEncoding_IsRefusedWhereItShows(string encoding, bool marked, string code, int column)
    {
        var other = Encoding.GetEncoding(encoding);
        var found = Assert.Single(YamlReader.Read([.. marked ? other.GetPreamble() : [], .. other.GetBytes("name: x\n")], File).Diagnostics);
        Assert.Equal((code, new SourcePosition(File, 1, column)), (found.Code, found.Position));
    }

    private static Diagnostic AssertRefused(string code, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = YamlReader.Read(text, File);
        var price = GC.GetAllocatedBytesForCurrentThread() - before;
        var found = Assert.Single(reading.Diagnostics);
        Assert.Equal(code, found.Code);
        Assert.True(found.Position.Line >= 1 && found.Position.Column >= 1 && found.Message.EndsWith('.') && !found.Message.Contains('\n', StringComparison.Ordinal), found.ToString());
        Assert.True(price < MostBytesOfAFile, $"{price} bytes were taken.");
        return found;
    }
}
