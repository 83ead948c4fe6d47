namespace Weir.Tests.Generation.Validation.Corpus;

public class SnippetReadTests
{
    private const string File = "tests/Corpus/security/known/some-code.cs";

    private const string Head = "// source: CWE-89\n// why: because\n";

    [Fact]
    public void Parse_OfAHeader_HasAllOfIt()
    {
        var snippet = Snippet.Parse(File, Head + "// contract: orders.yaml\n// expect: security/sql-injection 7\n// expect: security/weak-random 9\n\nnamespace Corpus.A;\n");
        Assert.Equal(("security", "known", "CWE-89", "because"), (snippet.Validator, snippet.Folder, snippet.Source, snippet.Why));
        Assert.Equal("orders.yaml", Path.GetFileName(snippet.Contract));
        Assert.True(snippet.Compiles);
        Assert.Equal([new Expectation("security/sql-injection", 7), new Expectation("security/weak-random", 9)], snippet.Expectations);
    }

    [Fact]
    public void Parse_OfACleanSnippet_ExpectsNothing()
    {
        var snippet = Snippet.Parse(File, Head + "// compiles: no\n// expect: none\n// A comment of the code.\n");
        Assert.Empty(snippet.Expectations);
        Assert.False(snippet.Compiles);
        Assert.Null(snippet.Contract);
    }

    [Theory]
    [InlineData("// why: because\n// expect: none\n", 1, "has no 'source'")]
    [InlineData("// source: CWE-89\n// expect: none\n", 1, "has no 'why'")]
    [InlineData(Head, 1, "has no 'expect'")]
    [InlineData(Head + "// expects: none\n", 3, "a field 'expects'")]
    [InlineData(Head + "// why: again\n// expect: none\n", 3, "'why' stands there twice")]
    [InlineData(Head + "// contract:\n// expect: none\n", 3, "'contract' has no value")]
    [InlineData(Head + "// compiles: maybe\n// expect: none\n", 3, "here it is 'maybe'")]
    [InlineData(Head + "// expect: security/sql-injection\n", 3, "is no expectation")]
    [InlineData(Head + "// expect: security/sql-injection 99999999999\n", 3, "is no expectation")]
    [InlineData(Head + "// expect: security/sql-injection 7\n// expect: none\n", 4, "'none' is no expectation")]
    public void Parse_OfAHeaderThatIsWrong_NamesFileAndLine(string text, int line, string problem)
    {
        var error = Assert.Throws<SnippetException>(() => Snippet.Parse(File, text));
        Assert.Equal((File, line), (error.File, error.Line));
        Assert.StartsWith($"{File}:{line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tests/Corpus/security/some-code.cs")]
    [InlineData("tests/Corpus/security/known/SomeCode.cs")]
    [InlineData("src/security/known/more/some-code.cs")]
    public void Parse_OfAFileElsewhere_SaysWhereSnippetsLie(string file)
    {
        var error = Assert.Throws<SnippetException>(() => Snippet.Parse(file, Head + "// expect: none\n"));
        Assert.Contains("kebab-name", error.Message, StringComparison.Ordinal);
    }
}
