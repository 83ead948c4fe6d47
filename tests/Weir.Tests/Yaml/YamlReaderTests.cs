using System.Text;
using Weir.Yaml;

namespace Weir.Tests.Yaml;

public sealed class YamlReaderTests
{
    private const string File = "a.yaml";

    [Theory]
    [InlineData("a: 1", YamlScalarKind.WholeNumber)]
    [InlineData("a: -12", YamlScalarKind.WholeNumber)]
    [InlineData("a: +12", YamlScalarKind.WholeNumber)]
    [InlineData("a: 0o14", YamlScalarKind.WholeNumber)]
    [InlineData("a: 0x1F", YamlScalarKind.WholeNumber)]
    [InlineData("a: 1.5", YamlScalarKind.Number)]
    [InlineData("a: .5", YamlScalarKind.Number)]
    [InlineData("a: 1.", YamlScalarKind.Number)]
    [InlineData("a: 1e3", YamlScalarKind.Number)]
    [InlineData("a: -.inf", YamlScalarKind.Number)]
    [InlineData("a: .nan", YamlScalarKind.Number)]
    [InlineData("a: true", YamlScalarKind.Boolean)]
    [InlineData("a: FALSE", YamlScalarKind.Boolean)]
    [InlineData("a: null", YamlScalarKind.Null)]
    [InlineData("a: ~", YamlScalarKind.Null)]
    [InlineData("a:", YamlScalarKind.Null)]
    [InlineData("a: yes", YamlScalarKind.Text)]
    [InlineData("a: no", YamlScalarKind.Text)]
    [InlineData("a: on", YamlScalarKind.Text)]
    [InlineData("a: \"1\"", YamlScalarKind.Text)]
    [InlineData("a: 'true'", YamlScalarKind.Text)]
    [InlineData("a: 1.0.0", YamlScalarKind.Text)]
    [InlineData("a: 2024-01-01", YamlScalarKind.Text)]
    [InlineData("a: 12:30", YamlScalarKind.Text)]
    [InlineData("a: 1_000", YamlScalarKind.Text)]
    [InlineData("a: 0o8", YamlScalarKind.Text)]
    [InlineData("a: e3", YamlScalarKind.Text)]
    [InlineData("a: .", YamlScalarKind.Text)]
    [InlineData("a: |\n  1", YamlScalarKind.Text)]
    [InlineData("a: !!str 5", YamlScalarKind.Text)]
    [InlineData("a: ! 5", YamlScalarKind.Text)]
    [InlineData("a: !!int \"5\"", YamlScalarKind.WholeNumber)]
    [InlineData("a: !!float 5", YamlScalarKind.Number)]
    public void Read_OfAScalar_FollowsTheCoreSchemaOfYaml12(string text, YamlScalarKind kind)
    {
        Assert.Equal(kind, Assert.IsType<YamlScalar>(Value(text)).Kind);
    }

    [Theory]
    [InlineData("0x1F", "31")]
    [InlineData("0o14", "12")]
    [InlineData("-7", "-7")]
    [InlineData("1.50", "1.5")]
    [InlineData("-12.5e2", "-1250")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("0e999", "0")]
    [InlineData("-.5", "-0.5")]
    public void TryGetDecimal_OfANumber_IsExact(string text, string expected)
    {
        Assert.True(Assert.IsType<YamlScalar>(Value("a: " + text)).TryGetDecimal(out var value));
        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1e29")]
    [InlineData("1e-29")]
    [InlineData("0.12345678901234567890123456789")]
    [InlineData("1e999999999999")]
    [InlineData(".inf")]
    [InlineData(".nan")]
    [InlineData("0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void TryGetDecimal_OfANumberThatDecimalCannotHold_IsFalse(string text)
    {
        var scalar = Assert.IsType<YamlScalar>(Value("a: " + text));
        Assert.True(scalar.IsNumber);
        Assert.False(scalar.TryGetDecimal(out _));
    }

    [Theory]
    [InlineData("5.0", 5)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void TryGetInteger_OfAWholeNumber_GivesIt(string text, long expected)
    {
        Assert.True(Assert.IsType<YamlScalar>(Value("a: " + text)).TryGetInteger(out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("1.5")]
    [InlineData("x")]
    public void TryGetInteger_OfSomethingElse_IsFalse(string text)
    {
        Assert.False(Assert.IsType<YamlScalar>(Value("a: " + text)).TryGetInteger(out _));
    }

    [Theory]
    [InlineData(YamlCodes.Syntax, "a: b¶: c")]
    [InlineData(YamlCodes.Syntax, "a: ¶'x")]
    [InlineData(YamlCodes.Syntax, "a: [1, 2¶")]
    [InlineData(YamlCodes.Syntax, "a: {b: 1¶")]
    [InlineData(YamlCodes.Syntax, "¶}")]
    [InlineData(YamlCodes.Syntax, "a:\n¶\t- 1")]
    [InlineData(YamlCodes.Syntax, "a: ¶@b")]
    [InlineData(YamlCodes.Syntax, "a: ¶\"\\q\"")]
    [InlineData(YamlCodes.Syntax, "a: ¶\"\\uD800\"")]
    [InlineData(YamlCodes.Syntax, "a: ¶!x!y 1")]
    [InlineData(YamlCodes.Syntax, "a: b\n¶c")]
    [InlineData(YamlCodes.Syntax, "a: ¶- b")]
    [InlineData(YamlCodes.Syntax, "- a\n¶b: 1")]
    [InlineData(YamlCodes.Syntax, "¶%YAML 3.0\n---\na: 1")]
    [InlineData(YamlCodes.Empty, "¶")]
    [InlineData(YamlCodes.Empty, "¶# only\n# comments\n")]
    [InlineData(YamlCodes.Empty, "¶---\n")]
    [InlineData(YamlCodes.SeveralDocuments, "a: 1\n¶---\nb: 2")]
    [InlineData(YamlCodes.DuplicateKey, "a: 1\nb: 2\n¶a: 3")]
    [InlineData(YamlCodes.DuplicateKey, "{a: 1, ¶\"a\": 3}")]
    [InlineData(YamlCodes.KeyIsNotText, "? ¶[a]\n: 1")]
    [InlineData(YamlCodes.KeyIsNotText, "? ¶{a: b}\n: 1")]
    [InlineData(YamlCodes.Tag, "a: ¶!thing 1")]
    [InlineData(YamlCodes.Tag, "a: ¶!!int x")]
    [InlineData(YamlCodes.Tag, "a: ¶!!map [1]")]
    [InlineData(YamlCodes.Tag, "a: ¶!!set {x: 1}")]
    [InlineData(YamlCodes.UnknownAlias, "a: ¶*b")]
    [InlineData(YamlCodes.UnknownAlias, "a: ¶*b\nc: &b 1")]
    [InlineData(YamlCodes.AliasInsideItself, "a: &b [1, ¶*b]")]
    [InlineData(YamlCodes.AliasInsideItself, "a: &b {c: {d: ¶*b}}")]
    [InlineData(YamlCodes.MergeKey, "a: &b {c: 1}\nd:\n  ¶<<: *b")]
    [InlineData(YamlCodes.NulCharacter, "a: ¶\"x\\0y\"")]
    [InlineData(YamlCodes.NulCharacter, "a: x¶\0y")]
    public void Read_OfABadFile_SaysWhatIsWrongAndWhere(string code, string marked)
    {
        var (text, line, column) = Marked.Split(marked);

        var diagnostic = Assert.Single(YamlReader.Read(text, File).Diagnostics);

        Assert.Equal(code, diagnostic.Code);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(new SourcePosition(File, line, column), diagnostic.Position);
        Assert.EndsWith(".", diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Idx", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfBytesThatAreNotUtf8_NamesThePlace()
    {
        byte[] bytes = [.. "a: 1\nb: é"u8, 0xFF, .. "x"u8];

        var diagnostic = Assert.Single(YamlReader.Read(bytes, File).Diagnostics);

        Assert.Equal(YamlCodes.NotUtf8, diagnostic.Code);
        Assert.Equal(new SourcePosition(File, 2, 5), diagnostic.Position);
    }

    [Fact]
    public void Read_OfHalfASurrogatePair_NamesThePlace()
    {
        var diagnostic = Assert.Single(YamlReader.Read("a: x" + '\uD800' + "y", File).Diagnostics);

        Assert.Equal(YamlCodes.NotUtf8, diagnostic.Code);
        Assert.Equal(new SourcePosition(File, 1, 5), diagnostic.Position);
    }

    [Fact]
    public void Read_OfBytesWithAByteOrderMark_LeavesItOut()
    {
        var reading = YamlReader.Read([.. Encoding.UTF8.Preamble, .. "a: b"u8], File);

        Assert.Empty(reading.Diagnostics);
        Assert.Equal("a: b", reading.Text);
        Assert.Equal(new SourcePosition(File, 1, 1), Assert.IsType<YamlMapping>(reading.Root).Entries[0].Key.Position);
    }

    [Fact]
    public void Read_OfLineSeparatorsInText_KeepsThem()
    {
        const string text = "a: \"x\u2028y\u2029z\u0085\u202Eb\"\nb: p\u2028q";
        var map = Assert.IsType<YamlMapping>(YamlReader.Read(text, File).Root);

        Assert.Equal("x\u2028y\u2029z\u0085\u202Eb", ((YamlScalar)map.Entries[0].Value).Text);
        Assert.Equal("p\u2028q", ((YamlScalar)map.Entries[1].Value).Text);
        Assert.Equal(2, map.Entries[1].Key.Position.Line);
    }

    [Theory]
    [InlineData("[", 1, 65)]
    [InlineData("[\n", 65, 1)]
    [InlineData("{a: ", 1, 257)]
    [InlineData("- ", 1, 129)]
    [InlineData("? ", 1, 129)]
    public void Read_OfAHundredThousandNestings_RefusesThemAtOnce(string opening, int line, int column)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000));

        AssertRefused(YamlCodes.TooDeep, text, line, column);
    }

    [Fact]
    public void Read_OfAnAliasBomb_IsRefusedInLinearTime()
    {
        var lines = Enumerable.Range(1, 40).Select(i => $"- &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]");

        AssertRefused(YamlCodes.TooManyNodes, "- &a0 [x, x, x]\n" + string.Join('\n', lines), 10, 13);
    }

    [Fact]
    public void Read_OfAliasesThatNestTooDeeply_IsRefused()
    {
        var lines = Enumerable.Range(1, 100).Select(i => $"- &a{i} [*a{i - 1}]");

        AssertRefused(YamlCodes.TooDeep, "- &a0 [x]\n" + string.Join('\n', lines), 64, 9);
    }

    [Fact]
    public void Read_OfTooMuch_IsRefused()
    {
        AssertRefused(YamlCodes.TooManyNodes, string.Concat(Enumerable.Repeat("- a\n", 100_001)), 100_000, 3);
        AssertRefused(YamlCodes.TooLarge, new string('\n', 5_000_000), 0, 0);
        AssertRefused(YamlCodes.TextTooLong, "a: " + new string('x', 300_000), 1, 4);
    }

    [Fact]
    public void Read_OfAnAlias_GivesTheSameInstance()
    {
        var map = Assert.IsType<YamlMapping>(YamlReader.Read("a: &x {b: 1}\nc: *x\nd: &x 2\ne: *x", File).Root);

        Assert.Same(map.Entries[0].Value, map.Entries[1].Value);
        Assert.Same(map.Entries[2].Value, map.Entries[3].Value);
    }

    [Fact]
    public void Read_OfSeveralMistakes_CollectsThemInTheOrderOfTheFile()
    {
        var codes = YamlReader.Read("a: *x\na: 1\nb: !y 2\n<<: 3\nc: 4", File);

        Assert.Equal(
            [YamlCodes.UnknownAlias, YamlCodes.DuplicateKey, YamlCodes.Tag, YamlCodes.MergeKey],
            codes.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.NotNull(codes.Root);
    }

    [Fact]
    public void Read_OfVeryManyMistakes_ListsTheFirstAndCountsTheRest()
    {
        var diagnostics = YamlReader.Read(string.Concat(Enumerable.Repeat("a: 1\n", 2000)), File).Diagnostics;

        Assert.Equal(DiagnosticBag.Capacity + 1, diagnostics.Count);
        Assert.Equal(YamlCodes.MoreProblems, diagnostics[^1].Code);
        Assert.StartsWith("1499 more", diagnostics[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: {name: x}\nname: y\nbad: [", "y", 2)]
    [InlineData("node_id: z", "z", 1)]
    [InlineData("node_id: z\nname: y", "y", 2)]
    [InlineData("? [name]\n: name\nname: y", "y", 3)]
    public void PeekScalar_FindsTheFirstKeyAtTheTop(string text, string expected, int line)
    {
        var found = YamlReader.PeekScalar(text, File, "name", "node_id");

        Assert.NotNull(found);
        Assert.Equal(expected, found.Text);
        Assert.Equal(line, found.Position.Line);
        Assert.Equal(expected, YamlReader.PeekScalar(Encoding.UTF8.GetBytes(text), File, "name", "node_id")?.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[name, x]")]
    [InlineData("name")]
    [InlineData("[[[")]
    [InlineData("a: {name: x}")]
    public void PeekScalar_WhereThereIsNone_IsNull(string text)
    {
        Assert.Null(YamlReader.PeekScalar(text, File, "name"));
    }

    private static YamlNode Value(string text)
    {
        var reading = YamlReader.Read(text, File);
        Assert.Empty(reading.Diagnostics);
        return Assert.IsType<YamlMapping>(reading.Root).Entries[0].Value;
    }

    private static void AssertRefused(string code, string text, int line, int column)
    {
        var reading = YamlReader.Read(text, File);

        var diagnostic = Assert.Single(reading.Diagnostics);
        Assert.Equal((code, new SourcePosition(File, line, column)), (diagnostic.Code, diagnostic.Position));
        Assert.Null(reading.Root);
    }
}
