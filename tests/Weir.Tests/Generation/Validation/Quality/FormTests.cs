using Weir.Generation.Validation.Quality;

namespace Weir.Tests.Generation.Validation.Quality;

public class FormTests
{
    private static readonly QualityValidator Validator = new();

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void Length_CountsLinesOfCode(int lines, bool isFound) => MarkedCode.Finds(
        Validator,
        "quality/long-method",
        $"class Sample\n{{\nvoid {(isFound ? "¤" : "")}Run(int x)\n{{\n{Lines("x++;", lines)}\n// a comment\n\n/* another\nof two lines */\n}}\n}}");

    [Fact]
    public void Length_OfAnExpression_IsFound() => MarkedCode.Finds(
        Validator,
        "quality/long-method",
        $"class Sample\n{{\nint ¤Run(int x) => x switch\n{{\n{string.Join('\n', Enumerable.Range(0, 60).Select(number => $"{number} => {number},"))}\n_ => 0,\n}};\n}}");

    [Fact]
    public void Length_OfANestedFunction_CountsOnce()
    {
        MarkedCode.Finds(Validator, "quality/long-method", $"class Sample\n{{\nvoid Run(int x)\n{{\nx++;\nvoid ¤Inner()\n{{\n{Lines("x++;", 61)}\n}}\n}}\n}}");
        MarkedCode.Finds(Validator, "quality/long-method", $"class Sample\n{{\nvoid ¤Run(int x)\n{{\nx++;\nAction inner = () =>\n{{\n{Lines("x++;", 58)}\n}};\n}}\n}}");
    }

    [Fact]
    public void Length_OfTopLevelStatements_IsFound() => MarkedCode.Finds(Validator, "quality/long-method", $"¤var x = 0;\n{Lines("x++;", 60)}\nclass Other {{ }}");

    [Theory]
    [InlineData("class A { void Run(int a, int b, int c, int d, int e, int f) { } }")]
    [InlineData("class A { void ¤Run(int a, int b, int c, int d, int e, int f, int g) { } }")]
    [InlineData("class A { void Run(int a, int b, int c, int d, int e, int f, CancellationToken g) { } }")]
    [InlineData("class A { void Run(int a, int b, int c, int d, int e, int f, System.Threading.CancellationToken g) { } }")]
    [InlineData("class A { ¤A(int a, int b, int c, int d, int e, int f, int g) { } }")]
    [InlineData("class ¤A(int a, int b, int c, int d, int e, int f, int g) { int B => a + b + c + d + e + f + g; }")]
    [InlineData("record A(int B, int C, int D, int E, int F, int G, int H);")]
    [InlineData("readonly record struct A(int B, int C, int D, int E, int F, int G, int H);")]
    [InlineData("delegate void ¤A(int a, int b, int c, int d, int e, int f, int g);")]
    [InlineData("class A { void Run() { void ¤Inner(int a, int b, int c, int d, int e, int f, int g) { } } }")]
    [InlineData("class A { object Run() => ¤(int a, int b, int c, int d, int e, int f, int g) => a; }")]
    [InlineData("abstract class A { public abstract void ¤Run(int a, int b, int c, int d, int e, int f, int g); }\nclass B : A { public override void Run(int a, int b, int c, int d, int e, int f, int g) { } }")]
    public void Parameters_AreAtMostSix(string marked) => MarkedCode.Finds(Validator, "quality/many-parameters", marked);

    [Theory]
    [InlineData("class A { string Run(string? a) => a¤!; }")]
    [InlineData("class A { string Text { get; set; } = null¤!; }")]
    [InlineData("class A { string Text { get; set; } = default¤!; }")]
    [InlineData("class A { bool Run(bool a) => !a; bool Other(int a, int b) => a != b; }")]
    [InlineData("class A { int Run(string? a) => a?.Length ?? 0; }")]
    [InlineData("class A { int Run(string? a) => a¤!\n.Trim()\n.Length; }")]
    [InlineData("\n¤#nullable disable\nclass A { }")]
    [InlineData("\n#nullable enable\nclass A { }\n#nullable restore")]
    [InlineData("\n#if FALSE\n#endif\n ¤#nullable disable warnings\nclass A { }")]
    public void Nullability_IsNotSwitchedOff(string marked) => MarkedCode.Finds(Validator, "quality/nullability", marked);

    private static string Lines(string line, int count) => string.Join('\n', Enumerable.Repeat(line, count));
}
