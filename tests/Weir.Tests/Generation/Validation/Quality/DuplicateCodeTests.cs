using Weir.Generation.Validation.Quality;

namespace Weir.Tests.Generation.Validation.Quality;

public class DuplicateCodeTests
{
    private const string Six = "var a = Next(1); var b = Next(2); Use(a); Use(b); Use(a); Use(b);";

    private static readonly QualityValidator Validator = new();

    [Theory]
    [InlineData(Six, "¤var x = Next(7); var y = Next(8); Use(x); Use(y); Use(x); Use(y);")] // other locals and literals
    [InlineData(Six, "Use(0); Other();\n¤var x = Next(7); var y = Next(8); Use(x); Use(y); Use(x); Use(y); Other();")]
    [InlineData(Six, "if (Next(1) > 0) {\n¤var x = Next(7); var y = Next(8); Use(x); Use(y); Use(x); Use(y); }")]
    [InlineData(Six, "Action late = () => {\n¤var x = Next(7); var y = Next(8); Use(x); Use(y); Use(x); Use(y); };")]
    [InlineData(Six, "var x = Next(7); var y = Next(8); Use(x); Use(y); Use(y); Use(x);")] // other locals in other places
    [InlineData(Six, "var x = Next(7); var y = Next(8); Use(x); Use(y); Use(x);")] // five
    [InlineData(Six, "var x = Next(7); var y = Next(8); Use(x); Use(y); Other(); Use(x); Use(y);")]
    [InlineData(Six, "var x = Next(7); var y = Next(8); Use(x); Use(y); Use(x); Take(y);")]
    [InlineData(Six, "var x = Next(\"7\"); var y = Next(8); Use(x); Use(y); Use(x); Use(y);")] // a text for a number
    public void Statements_InTwoMembers_AreFoundAtTheSecond(string first, string second) => MarkedCode.Finds(
        Validator,
        "quality/duplicate-code",
        $$"""
        class Sample
        {
            int Next(object o) => 1; void Use(int n) => Other(); void Take(int n) => Other(); void Other() => Next(1);
            void First()
            {
                {{first}}
            }
            void Second()
            {
                {{second}}
            }
        }
        """);

    [Fact]
    public void Statements_OfOneMember_AreNone() =>
        MarkedCode.Finds(Validator, "quality/duplicate-code", $$"""class Sample { int Next(int n) => n; void Use(int n) => Next(n); void Run() { { {{Six}} } { {{Six}} } } }""");

    [Fact]
    public void Expression_OfSixtyTokens_IsFound()
    {
        const string sum = "a + b * a - b + a * b - a + b * a - b + a * b - a + b * a - b + a * b - a + b * a - b + a * b - a + b * a - b + a * b - a + b";
        MarkedCode.Finds(Validator, "quality/duplicate-code", $"class Sample\n{{\nint One(int a, int b) => {sum};\nint Two(int a, int b) => ¤{sum};\nlong Three(long a, long b) => {sum};\n}}");
    }

    [Fact]
    public void Statements_InThreeMembers_AreFoundTwice() =>
        MarkedCode.Finds(Validator, "quality/duplicate-code", $"class Sample\n{{\nint Next(int n) => n; void Use(int n) => Next(n);\nvoid A()\n{{\n{Six}\n}}\nvoid B()\n{{\n¤{Six}\n}}\nvoid C()\n{{\n¤{Six}\n}}\n}}");

    [Fact]
    public void Statements_InTwoFiles_AreFoundInTheSecondByName()
    {
        static (string, string) File(string name) => (name + ".cs", $"class {name} {{ int Next(int n) => n; void Use(int n) => Next(n); void Run() {{ {Six} }} }}");
        var issue = Assert.Single(MarkedCode.By(Validator, MarkedCode.Compile(File("B"), File("A"))).Issues);
        Assert.Equal(("quality/duplicate-code", "B.cs"), (issue.Rule, issue.File));
        Assert.Contains("A.cs:1", issue.Message, StringComparison.Ordinal);
    }
}
