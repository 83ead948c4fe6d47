using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Features;

public class NodeSecurityTests
{
    private static readonly NodeSecurityOptions On = new() { Enabled = true };

    public static TheoryData<string, bool> Texts { get; } = new()
    {
        { "x'; DROP TABLE users; --", true },
        { "' OR '1'='1", true },
        { "' or 1=1", true },
        { "admin'--", true },
        { "admin' /* rest", true },
        { "1; delete from orders", true },
        { "1 UNION ALL SELECT password FROM users", true },
        { "'; WAITFOR DELAY '0:0:9", true },
        { "exec xp_cmdshell", true },
        { "O'Brien & sons -- the best", false },
        { "Please select one; drop me a line, or update the record", false },
        { "the boys' or the girls' team", false },
        { "The union of workers; select few", false },
        { "a = b or c = d", false },
        { "#1 <b>bold</b> /* comment */", false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Run_OfATextThatLooksLikeSql_IsRefusedBeforeTheBody(string text, bool isRefused)
    {
        var node = new OrderNode(new() { Security = On });
        using var run = await OrderNode.RunAsync(node, Order.Of("Ada", text));
        Assert.Equal(isRefused ? 0 : 1, node.Calls.Count);
        if (isRefused)
        {
            var error = Assert.IsType<InvalidInputException>(run.Error);
            Assert.Equal(("$.Lines[0].Sku", "sql"), (error.Violations[0].Path, error.Violations[0].Rule));
            Assert.DoesNotContain(text, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Run_OfSqlThatIsNotLookedFor_ReachesTheBody()
    {
        var node = new OrderNode(new() { Security = On with { ValidateSql = false } });
        using var run = await OrderNode.RunAsync(node, Order.Of("' or 1=1"));
        Assert.Equal("done", run.Output);
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(5, false)]
    public async Task Run_OfATooLongInput_IsRefused(int limit, bool isRun)
    {
        // Three characters of the customer, one of them outside the basic plane, and three of the article.
        var node = new OrderNode(new() { Security = On with { MaxInputLength = limit } });
        using var run = await OrderNode.RunAsync(node, Order.Of("a😀b", "ABC"));
        Assert.Equal(isRun ? 1 : 0, node.Calls.Count);
        Assert.Equal(isRun ? null : "The store_4 input breaks 1 rule: $: has 6 characters of text, more than 5 (max_input_length).", run.Error?.Message);
    }

    [Theory]
    [InlineData("<script\\b", "a <script> b")]
    [InlineData("(?<=card )\\d+", "card 123")]
    [InlineData("^(a+)+$(?!x)", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    public async Task Run_OfAForbiddenText_IsRefused(string pattern, string text)
    {
        var node = new OrderNode(new() { Security = On with { ForbiddenPatterns = [pattern] } });
        using var run = await OrderNode.RunAsync(node, Order.Of(text));
        Assert.Equal("forbidden_pattern", Assert.Single(Assert.IsType<InvalidInputException>(run.Error).Violations).Rule);
        Assert.Equal((0, 0), (node.Calls.Count, run.Steps[0].Attempts));
    }

    [Fact]
    public async Task Run_OfATextWithControlCharacters_GivesTheBodyACleanCopy()
    {
        const string Dirty = "A\0d\u001Ba\u202E \t\r\n\uFEFFß";
        var node = new OrderNode(new() { Security = On });
        var order = Order.Of(Dirty, "A\u0007");
        using var run = await OrderNode.RunAsync(node, order);
        Assert.Equal("done", run.Output);
        Assert.Equal(("Ada \t\r\nß", "A"), (node.Calls[0].Customer, node.Calls[0].Lines[0].Sku));
        Assert.Equal(Dirty, order.Customer);
    }

    [Fact]
    public async Task Run_OfACleanInput_GivesTheBodyTheCallersObject()
    {
        var node = new OrderNode(new() { Security = On });
        var order = Order.Of("Ada");
        using var run = await OrderNode.RunAsync(node, order);
        Assert.Same(order, node.Calls[0]);
    }

    [Fact]
    public async Task Run_OfATextWithoutAFormat_IsCheckedAsItIs()
    {
        var node = new OrderNode(new() { Security = On });
        var pipeline = Pipeline.Create<string>("p").Then(node.Echo(static (text, _) => new(text))).Build();
        using var good = await Some.RunAsync(pipeline, "he\0llo");
        using var bad = await Some.RunAsync(pipeline, "' or 1=1");
        Assert.Equal("hello", good.Output);
        Assert.StartsWith("The echo_it input breaks 1 rule: $: has the form", bad.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WithoutAFormat_SaysWhatIsMissing()
    {
        var node = new OrderNode(new() { Security = On }) { HasFormat = false };
        var error = Assert.Throws<InvalidOperationException>(() => Pipeline.Create<Order>("p").Then(node));
        Assert.Equal("The node 'Orders' asks for security checks, but nobody can read its inputs of type Order; override InputFormat, or switch Security off.", error.Message);
    }

    [Fact]
    public void Build_WithAPatternThatIsNone_NamesIt()
    {
        var node = new OrderNode(new() { Security = On with { ForbiddenPatterns = ["("] } });
        var error = Assert.Throws<InvalidOperationException>(() => Pipeline.Create<Order>("p").Then(node));
        Assert.StartsWith("The forbidden pattern '(' of the node 'Orders' is no regular expression:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfARefusedInput_PutsItAsideWithoutAnAttempt()
    {
        var letters = new InMemoryDeadLetters();
        var node = new OrderNode(new() { Security = On, DeadLetterQueue = new() { Enabled = true } }) { DeadLetterSink = letters };
        using var run = await OrderNode.RunAsync(node, Order.Of("' or 1=1"));
        Assert.Equal((0, "Weir.InvalidInputException"), (Assert.Single(letters.Letters).Attempts, letters.Letters[0].ErrorType));
    }
}
