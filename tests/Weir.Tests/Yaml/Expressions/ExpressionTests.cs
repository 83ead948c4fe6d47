using Weir.Yaml.Expressions;

namespace Weir.Tests.Yaml.Expressions;

public class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("8 / 2", "4")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("1 + 0.5", "1.5")]
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("'a' + \"b\"", "\"ab\"")]
    [InlineData("'it''s'", "\"it's\"")]
    [InlineData("1 < 2 && 'b' > 'a'", "true")]
    [InlineData("!true || 1 == 1.0", "true")]
    [InlineData("null == null", "true")]
    [InlineData("inputs.none == 'x'", "false")]
    [InlineData("inputs.name", "\"Ada\"")]
    [InlineData("inputs[\"name\"]", "\"Ada\"")]
    [InlineData("inputs.limit - 1", "2")]
    [InlineData("steps.page-2.output.exit-code", "0")]
    [InlineData("steps['page-2'].output['list'][1]", "20")]
    [InlineData("steps.page-2.output.list[inputs.limit - 3]", "10")]
    [InlineData("steps.page-2.status == 'completed'", "true")]
    [InlineData("steps.page-2.output.missing", "null")]
    [InlineData("default(steps.page-2.output.missing.deeper[3].x, 'other')", "\"other\"")]
    [InlineData("default('given', 'other')", "\"given\"")]
    [InlineData("length('abc') + length(steps.page-2.output.list) + length(steps.page-2.output)", "7")]
    [InlineData("contains('abc', 'b') && contains(steps.page-2.output.list, 20.0) && contains(steps.page-2.output, 'list')", "true")]
    [InlineData("starts-with('abc', 'a') && ends-with('abc', 'c')", "true")]
    [InlineData("upper(lower('AbC'))", "\"ABC\"")]
    [InlineData("join(steps.page-2.output.list, ', ')", "\"10, 20\"")]
    [InlineData("json('{\"a\": [1, 2.5, null]}').a[1]", "2.5")]
    [InlineData("range(1, 4)", "[1,2,3]")]
    [InlineData("range(4, 1)", "[]")]
    [InlineData("length(range(0, 1000000000))", "1000000000")]
    [InlineData("item.path", "\"p\"")]
    [InlineData("index-1", "6")]
    [InlineData("run.id", "\"r1\"")]
    [InlineData("false && 1 / 0 == 1", "false")]
    [InlineData("true || inputs.none.x == 1", "true")]
    [InlineData("steps.page-2.output == steps.page-2.output", "true")]
    public void Evaluate_OfWhatFits_GivesItsValue(string source, string json)
    {
        var expression = Parser.Parse(source);
        expression.ShapeIn(new Names());
        Assert.Equal(json, StepValues.ToJson(expression.Evaluate(new Scope())));
    }

    [Theory]
    [InlineData("¶", "There is no expression")]
    [InlineData("1 +¶", "Here a value is expected, and not the end")]
    [InlineData("1 ¶2", "Here an operator or the end is expected, and not '2'")]
    [InlineData("¶'abc", "has no end")]
    [InlineData("a ¶= b", "compared by '=='")]
    [InlineData("true ¶& false", "written '&&'")]
    [InlineData("¶input.x", "did you mean 'inputs'?")]
    [InlineData("¶foo", "known are inputs, steps, item, index and run")]
    [InlineData("¶lenght('a')", "did you mean 'length'?")]
    [InlineData("¶length('a', 'b')", "has 1 arguments, and here are 2")]
    [InlineData("inputs¶", "the name of an input is expected")]
    [InlineData("inputs¶[1 + 1]", "must be written out")]
    [InlineData("steps.a¶", "'output' or 'status' is expected")]
    [InlineData("steps.a.¶outputs", "and not 'outputs'")]
    [InlineData("¶run.name", "only 'run.id'")]
    [InlineData("1 < 2 ¶< 3", "do not chain")]
    [InlineData("¶1a", "neither a number nor a name")]
    [InlineData("(1¶", "Here ')' is expected")]
    public void Parse_OfWhatIsNone_SaysWhereAndWhy(string marked, string part)
    {
        var offset = marked.IndexOf(Marked.Mark, StringComparison.Ordinal);
        var error = Assert.Throws<ExpressionException>(() => Parser.Parse(marked.Remove(offset, 1)));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Offset, offset - 1, offset + 1);
    }

    [Theory]
    [InlineData("inputs.nmae", "did you mean 'name'?")]
    [InlineData("steps.page2.output", "did you mean 'page-2'?")]
    [InlineData("steps.page3.status", "There is no step")]
    [InlineData("inputs.name + 1", "'+' adds numbers, or joins texts; here are text and a whole number.")]
    [InlineData("inputs.name - 'a'", "'-' wants numbers")]
    [InlineData("inputs.limit == 'a'", "never equal")]
    [InlineData("inputs.name < 1", "compares numbers, or texts")]
    [InlineData("!inputs.name", "wants true or false")]
    [InlineData("inputs.name && true", "one side is text")]
    [InlineData("length(1)", "value of length(…) must be text or a list or a map, and it is a whole number.")]
    [InlineData("inputs.name.x", "only a map has fields")]
    [InlineData("inputs.name[0]", "Brackets read a list or a map")]
    [InlineData("range(0, 2)['a']", "asked of a list")]
    [InlineData("range(0, 2)[inputs.name]", "read by the number")]
    [InlineData("steps.typed.output.pth", "did you mean 'path'?")]
    public void ShapeIn_OfWhatCannotFit_SaysWhy(string source, string part)
    {
        var error = Assert.Throws<ExpressionException>(() => Parser.Parse(source).ShapeIn(new Names()));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 / (inputs.limit - 3)", "Division by zero")]
    [InlineData("9223372036854775807 + inputs.limit", "too large")]
    [InlineData("1e308 * 10", "too large")]
    [InlineData("steps.page-2.output.list[7]", "no item 7 in a list of 2")]
    [InlineData("steps.page-2.output.missing.deeper", "asked of null")]
    [InlineData("json('{')", "no JSON")]
    [InlineData("steps.page-2.output.list + 1", "joins texts")]
    [InlineData("range(0, 9000000000)", "more than")]
    [InlineData("join(range(0, 1000000000), 'xxxxxxxxxx')", "longer than")]
    public void Evaluate_OfWhatDoesNotFit_SaysWhy(string source, string part)
    {
        var error = Assert.Throws<ExpressionException>(() => Parser.Parse(source).Evaluate(new Scope()));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfWhatIsNestedTooDeep_IsRefused()
    {
        foreach (var source in new[] { new string('(', 5_000), new string('-', 5_000) + "1", new string('!', 9_000), "1" + string.Concat(Enumerable.Repeat("+1", 4_000)), "a" + string.Concat(Enumerable.Repeat("[0", 4_000)), "item" + string.Concat(Enumerable.Repeat(".a", 4_000)) })
        {
            Assert.Throws<ExpressionException>(() => Parser.Parse(source));
        }
    }

    [Fact]
    public void Parse_OfRandomText_EndsWithAnExpressionOrAPlace()
    {
        string[] pieces = ["inputs", "steps", ".a", ".output", "item", "(", ")", "[", "]", "'x'", "\"", "1", "2.5e3", "+", "-", "*", "/", "%", "==", "<=", "&&", "||", "!", ",", "length", "default(", "json", " ", ".", "ß", "\0", "null", "true"];
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var source = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                var expression = Parser.Parse(source);
                expression.ShapeIn(new Names());
                expression.Evaluate(new Scope());
            }
            catch (ExpressionException error)
            {
                Assert.InRange(error.Offset, 0, source.Length);
                Assert.NotEmpty(error.Message);
            }
        }
    }

    private sealed class Names : ExpressionNames
    {
        public override IReadOnlyCollection<string> Inputs => ["name", "limit", "none"];

        public override IReadOnlyCollection<string> Steps => ["page-2", "typed"];

        public override ValueShape? Item => ValueShape.AnyMap;

        public override ValueShape? Input(string name) => name switch
        {
            "name" => ValueShape.Text,
            "limit" => ValueShape.WholeNumber,
            "none" => ValueShape.Any,
            _ => null,
        };

        public override ValueShape? Output(string step) => step switch
        {
            "page-2" => ValueShape.Any,
            "typed" => ValueShape.MapOf(("path", ValueShape.Text)),
            _ => null,
        };
    }

    private sealed class Scope : ExpressionScope
    {
        public override string RunId => "r1";

        public override object? Item => StepValues.Parse("""{"path": "p"}""");

        public override long Index => 7;

        public override object? Input(string name) => name switch
        {
            "name" => "Ada",
            "limit" => 3L,
            _ => null,
        };

        public override object? Output(string step) => StepValues.Parse("""{"exit-code": 0, "list": [10, 20]}""");

        public override string Status(string step) => "completed";
    }
}
