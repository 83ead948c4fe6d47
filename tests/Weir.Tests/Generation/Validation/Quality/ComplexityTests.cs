using Weir.Generation.Validation;
using Weir.Generation.Validation.Quality;

namespace Weir.Tests.Generation.Validation.Quality;

public class ComplexityTests
{
    private static readonly QualityValidator Validator = new();

    [Theory]
    [InlineData("if (x > 0) { } ", 9, false)]
    [InlineData("if (x > 0) { } ", 10, true)]
    [InlineData("while (x > 0) { } ", 10, true)]
    [InlineData("do { } while (x > 0); ", 10, true)]
    [InlineData("for (; x > 0; ) { } ", 10, true)]
    [InlineData("foreach (var i in \"\") { } ", 10, true)]
    [InlineData("try { } catch { } ", 10, true)]
    [InlineData("x = x > 0 ? 1 : 2; ", 10, true)]
    [InlineData("b = b && b; ", 10, true)]
    [InlineData("b = b || b; ", 9, false)]
    [InlineData("s = s ?? \"\"; ", 10, true)]
    [InlineData("_ = s?.Length; ", 30, false)]
    [InlineData("b = x is > 0 and < 9; ", 10, true)]
    [InlineData("b = x is 1 or 2; ", 10, true)]
    [InlineData("switch (x) { case 1: case 2: break; default: break; } ", 5, true)]
    [InlineData("switch (x) { case 1: case > 2: break; default: break; } ", 4, false)]
    [InlineData("x = x switch { 1 => 2, _ => 3 }; ", 9, false)]
    [InlineData("x = x switch { 1 => 2, _ when b => 4, _ => 3 }; ", 5, true)]
    [InlineData("void Own() { if (b) { } } ", 1, false)]
    public void Cyclomatic_CountsBranches(string branch, int times, bool isFound) => MarkedCode.Finds(
        Validator,
        "quality/cyclomatic-complexity",
        $$"""
        class Sample
        {
            void {{(isFound ? "¤" : "")}}Run(int x, bool b, string? s)
            {
                {{string.Concat(Enumerable.Repeat(branch, times))}}
            }
        }
        """);

    [Fact]
    public void Cyclomatic_CountsNestedFunctionsOnTheirOwn() => MarkedCode.Finds(Validator, "quality/cyclomatic-complexity", """
        class Sample
        {
            void Run(bool b)
            {
                if (b) { } if (b) { } if (b) { } if (b) { } if (b) { }
                Action inner = ¤() => { if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } };
                inner();
                void ¤Local() { if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } if (b) { } }
                Local();
            }

            int Value { get; ¤set { if (value > 0) { } if (value > 0) { } if (value > 0) { } if (value > 0) { } if (value > 0) { } if (value > 0) { } if (value > 0) { } if (value > 0) { } if (value > 0) { } if (value > 0) { } field = value; } }
        }
        """);

    [Fact]
    public void Cyclomatic_HasTheLimitOfTheProfile()
    {
        var compilation = MarkedCode.Compile(("Code.cs", $"class A {{ void Run(bool b) {{ {string.Concat(Enumerable.Repeat("if (b) { } ", 12))} }} }}"));
        Assert.Contains(MarkedCode.By(Validator, compilation).Issues, issue => issue.Rule == "quality/cyclomatic-complexity");
        Assert.DoesNotContain(
            MarkedCode.By(Validator, compilation, profile: ValidationProfile.Development).Issues,
            issue => issue.Rule == "quality/cyclomatic-complexity");
    }

    [Fact]
    public void Cyclomatic_OfTopLevelStatements_IsFound() =>
        MarkedCode.Finds(Validator, "quality/cyclomatic-complexity", "¤var b = args.Length > 0;\n" + string.Concat(Enumerable.Repeat("if (b) { }\n", 10)));

    // The figures are those of the paper's rules: 1 a structure, 1 more a level of nesting.
    [Theory]
    [InlineData("if (b) { if (b) { if (b) { if (b) { if (b) { } } } } }", false)] // 1+2+3+4+5 = 15
    [InlineData("if (b) { if (b) { if (b) { if (b) { if (b) { } } } } } else { }", true)]
    [InlineData("if (b) { if (b) { if (b) { if (b) { if (b && b || b) { } } } } }", true)]
    [InlineData("foreach (var i in s) { while (b) { do { for (; b; ) { } } while (b); } } x = b ? 1 : 2; if (b) { } if (b) { } if (b) { } if (b) { } ", false)] // 10 + 5
    [InlineData("foreach (var i in s) { while (b) { do { for (; b; ) { } } while (b); } } x = b ? 1 : 2; if (b) { } if (b) { } if (b) { } if (b) { } if (b) { }", true)]
    [InlineData("if (b) { } else if (b) { } else if (b) { } else if (b) { } else if (b) { } else if (b) { } else if (b) { } else if (b) { }", false)]
    [InlineData("switch (x) { case 1: case 2: case 3: case 4: case 5: case 6: case 7: case 8: case 9: break; default: break; }", false)]
    [InlineData("b = b && b && b && b && b && b && b && b && b && b && b && b && b && b && b && b && b && b;", false)]
    [InlineData("b = b && b || b && b || b && b || b && b || b && b || b && b || b && b || b && b || b && b || b && b || b && b || b && b || b && b || b && b || b && b;", true)]
    [InlineData("if (b) { if (b) { if (b) { if (b) { if (b) { } } } } } Run(x, b, s);", true)]
    [InlineData("if (b) { if (b) { if (b) { if (b) { if (b) { } } } } } Run(x);", false)]
    [InlineData("again: if (b) { if (b) { if (b) { if (b) { if (b) { } } } } } goto again;", true)]
    [InlineData("if (b) { if (b) { if (b) { if (b) { Action inner = () => { if (b) { if (b) { } } }; } } } }", false)]
    public void Cognitive_CostsMoreWhereItIsNested(string body, bool isFound) => MarkedCode.Finds(
        Validator,
        "quality/cognitive-complexity",
        $"class Sample\n{{\nvoid Run(int x) {{ }}\nvoid {(isFound ? "¤" : "")}Run(int x, bool b, string s)\n{{\n{body}\n}}\n}}");

    [Theory]
    [InlineData("if (b) { for (; b; ) { while (b) { if (b) { } } } }")]
    [InlineData("if (b) { for (; b; ) { while (b) { if (b) { ¤if (b) { } } } } }")]
    [InlineData("if (b) { for (; b; ) { while (b) { try { ¤switch (x) { default: if (b) { } break; } } finally { } } } }")]
    [InlineData("if (b) { for (; b; ) { while (b) { if (b) { } else if (b) { } else if (b) { } else { } } } }")]
    [InlineData("if (b) { for (; b; ) { while (b) { if (b) { } else { ¤do { } while (b); } } } }")]
    [InlineData("if (b) { for (; b; ) { while (b) { if (b) { ¤if (b) { }\n ¤if (b) { } } } } }")]
    [InlineData("if (b) { for (; b; ) { while (b) { lock (this) { { using (s as IDisposable) { if (b) { } } } } } } }")]
    [InlineData("if (b) { for (; b; ) { while (b) { if (b) { Action inner = () => { if (b) { } }; } } } }")]
    public void Nesting_IsFoundAtTheFifthLevel(string body) =>
        MarkedCode.Finds(Validator, "quality/nesting-depth", $"class Sample\n{{\nvoid Run(int x, bool b, object s)\n{{\n{body}\n}}\n}}");
}
