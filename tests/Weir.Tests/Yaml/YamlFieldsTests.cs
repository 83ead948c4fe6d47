using Weir.Yaml;

namespace Weir.Tests.Yaml;

public sealed class YamlFieldsTests
{
    [Theory]
    [InlineData(YamlCodes.WrongType, "count: ¶x")]
    [InlineData(YamlCodes.WrongType, "count: ¶[1]")]
    [InlineData(YamlCodes.OutOfRange, "count: ¶11")]
    [InlineData(YamlCodes.OutOfRange, "count: ¶1.5")]
    [InlineData(YamlCodes.OutOfRange, "share: ¶1.01")]
    [InlineData(YamlCodes.WrongType, "share: ¶\"1\"")]
    [InlineData(YamlCodes.WrongType, "flag: ¶yes")]
    [InlineData(YamlCodes.WrongType, "text: ¶5")]
    [InlineData(YamlCodes.WrongType, "¶text:")]
    [InlineData(YamlCodes.WrongType, "list: ¶{a: 1}")]
    [InlineData(YamlCodes.WrongType, "list: [a, ¶1]")]
    [InlineData(YamlCodes.WrongType, "map: ¶[a]")]
    [InlineData(YamlCodes.UnknownWord, "word: ¶rd")]
    [InlineData(YamlCodes.UnknownField, "¶cuont: 1")]
    public void Read_OfAWrongField_SaysWhatIsWrongAndWhere(string code, string marked)
    {
        var (text, line, column) = Marked.Split(marked);

        var diagnostic = Assert.Single(Read(text));

        Assert.Equal(code, diagnostic.Code);
        Assert.Equal(new SourcePosition("f", line, column), diagnostic.Position);
    }

    [Fact]
    public void Read_OfRightFields_FindsNothing()
    {
        Assert.Empty(Read("count: 3\nshare: 0.5\nflag: true\ntext: a\nlist: [a, b]\nmap: {x: 1}\nword: red"));
    }

    [Fact]
    public void Finish_OfAnUnknownField_NamesTheNearest()
    {
        Assert.Contains("did you mean 'count'?", Assert.Single(Read("cuont: 1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_OfAMissingField_NamesThePlaceOfTheMap()
    {
        var bag = new DiagnosticBag();
        new YamlFields(Map("\n\n  a: 1"), "a thing", bag).Require("b");

        var diagnostic = Assert.Single(bag.ToList());
        Assert.Equal(YamlCodes.MissingField, diagnostic.Code);
        Assert.Equal(new SourcePosition("f", 3, 3), diagnostic.Position);
    }

    [Theory]
    [InlineData("max_lenght", "max_length")]
    [InlineData("maxLength", "max_length")]
    [InlineData("reqiured", "required")]
    [InlineData("something_else", null)]
    public void Find_OfAName_GivesTheNearestOrNone(string name, string? expected)
    {
        Assert.Equal(expected, global::Weir.Yaml.NearestName.Find(name, ["min_length", "max_length", "required"]));
    }

    [Theory]
    [InlineData("a\nb\t\u202E", "'a\\nb\\t\\u202e'")]
    [InlineData("it", "'it'")]
    public void Quote_OfText_KeepsTheMessageOnOneLine(string text, string expected)
    {
        Assert.Equal(expected, DiagnosticText.Quote(text));
        Assert.Equal(83, DiagnosticText.Quote(new string('x', 500)).Length);
    }

    private static YamlMapping Map(string text) => Assert.IsType<YamlMapping>(YamlReader.Read(text, "f").Root);

    private static IReadOnlyList<Diagnostic> Read(string text)
    {
        var bag = new DiagnosticBag();
        var fields = new YamlFields(Map(text), "a thing", bag);
        fields.WholeNumber("count", 1, 10);
        fields.Number("share", 0, 1);
        fields.Boolean("flag");
        fields.Text("text");
        fields.Texts("list");
        fields.Mapping("map");
        fields.Word("word", ["red", "green"]);
        fields.Finish();
        return bag.ToList();
    }
}
