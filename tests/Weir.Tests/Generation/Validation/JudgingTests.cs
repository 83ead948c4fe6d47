using Weir.Generation.Validation;
using Weir.Generation.Validation.Compliance;
using Weir.Generation.Validation.Quality;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Validation;

/// <summary>What holds for both validators, whatever they judge.</summary>
public class JudgingTests
{
    private const int Levels = 2_000;

    private static readonly Validator[] Validators = [new QualityValidator(), new ComplianceValidator()];

    // Every construct that the rules look at, and a few that are new.
    private static readonly string Everything = File.ReadAllText(Path.Combine(Repository.Root, "tests/Weir.Tests/Generation/Validation/Everything.cs.txt"));

    public static TheoryData<string, string> Nestings { get; } = new()
    {
        { "blocks", Nest("class A { void M() {", "if (x) {", "}", "} }") },
        { "elses", Nest("class A { void M() {", "if (x) { } else ", "", "{ } } }") },
        { "parentheses", Nest("class A { int M() => ", "(1 + ", ")", "; }") },
        { "sums", Nest("class A { string M(string a) => a", " + a", "", "; }") },
        { "lambdas", Nest("class A { object M() => ", "() => ", "", "1; }") },
        { "bodies", Nest("class A { object M() => ", "() => { return ", "; }", "; }") },
        { "types", Nest("", "class A {", "}", "") },
        { "namespaces", Nest("", "namespace A {", "}", "") },
        { "choices", Nest("class A { int M(int x) => ", "x > 1 ? 2 : ", "", "3; }") },
        { "switches", Nest("class A { int M(int x) => ", "x switch { 1 => ", ", _ => 2 }", "; }") },
        { "calls", Nest("class A { int M(int x) => ", "M(", ")", "; }") },
        { "chains", Nest("class A { string M(string x) => x", ".Trim()", "", "; }") },
        { "generics", Nest("class A { ", "List<", ">", " x; }") },
        { "arrays", Nest("class A { object M() => ", "new object[] {", "}", "; }") },
        { "patterns", Nest("class A { bool M(object x) => x is ", "{ A: ", "}", "; }") },
        { "local functions", Nest("class A { void M() {", "void N() {", "}", "} }") },

        // The compiler reads what stands in a text again for each text around it; 2,000 of them take it a minute.
        { "texts", Nest("class A { string M() => ", "$\"{", "}\"", "; }", 200) },
        { "catches", Nest("class A { void M() {", "try { } catch (Exception) {", "}", "} }") },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Validate_OfVeryDeepCode_Ends(string what, string code)
    {
        var compilation = MarkedCode.Compile((what + ".cs", code), ("B.cs", "class b { }"));
        Assert.All(Validators, validator => Assert.NotNull(validator.Validate(new ValidationSubject(compilation, ValidationProfile.Production), Some.Token)));
        Assert.Contains(MarkedCode.By(Validators[0], compilation).Issues, issue => issue is { Rule: "quality/naming", File: "B.cs" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("// nothing\n")]
    [InlineData("this is no C# at all { ( \" ]")]
    [InlineData("class { void ( { if while for ? : => switch { case } catch throw new Exception( ; } }")]
    [InlineData("\0\0\0")]
    public void Validate_OfNothingMuch_Ends(string code)
    {
        foreach (var validator in Validators)
        {
            Assert.InRange(MarkedCode.By(validator, MarkedCode.Compile(("A.cs", code))).Score, 0, 1);
            Assert.Empty(MarkedCode.By(validator, MarkedCode.Compile()).Issues);
        }
    }

    [Fact]
    public void Validate_OfCodeThatEndsAnywhere_Ends()
    {
        for (var length = 0; length < Everything.Length; length += 37)
        {
            var compilation = MarkedCode.Compile(("A.cs", Everything[..length]));
            Assert.All(Validators, validator => Assert.InRange(MarkedCode.By(validator, compilation).Score, 0, 1));
        }
    }

    [Fact]
    public void Validate_OfCodeThatLacksAPiece_Ends()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 150; trial++)
        {
            var start = random.Next(Everything.Length - 1);
            var broken = Everything.Remove(start, random.Next(1, Math.Min(30, Everything.Length - start)));
            Assert.All(Validators, validator => Assert.InRange(MarkedCode.By(validator, MarkedCode.Compile(("A.cs", broken))).Score, 0, 1));
        }
    }

    [Fact]
    public void Validate_OfEveryConstruct_FindsWhatStandsThere()
    {
        var marks = Everything.Split('\n').SelectMany((line, index) => line.Split("// find ") is [_, var rules] ? rules.Split(' ').Select(rule => (Line: index + 1, Rule: rule)) : []);
        var found = Validators.SelectMany(validator => MarkedCode.By(validator, MarkedCode.Compile(("A.cs", Everything))).Issues).Select(issue => (issue.Line, issue.Rule));
        Assert.Equal(marks.Order(), found.Order());
    }

    [Fact]
    public void Validate_TwiceAndInAnotherOrder_FindsTheSame()
    {
        var files = Repository.Sources("src/Weir.Generation").Concat(Repository.Sources("src/Weir/Plans"))
            .Select(file => (Path: Repository.Relative(file), Text: File.ReadAllText(file))).ToList();
        var random = new Random(11);
        foreach (var validator in Validators)
        {
            var first = MarkedCode.By(validator, MarkedCode.Compile(files));
            Assert.NotEmpty(first.Issues);
            Assert.Equal(first.Issues, MarkedCode.By(validator, MarkedCode.Compile(files)).Issues);
            Assert.Equal(first.Issues, MarkedCode.By(validator, MarkedCode.Compile(files.AsEnumerable().Reverse())).Issues);
            Assert.Equal(first.Issues, MarkedCode.By(validator, MarkedCode.Compile(files.OrderBy(_ => random.Next()))).Issues);
        }
    }

    [Fact]
    public void Validate_BesideItself_FindsTheSame()
    {
        var compilation = MarkedCode.Compile(("A.cs", Everything));
        foreach (var validator in Validators)
        {
            var subject = new ValidationSubject(compilation, ValidationProfile.Production);
            var all = new ValidationFindings[4];
            Parallel.For(0, all.Length, index => all[index] = validator.Validate(subject, CancellationToken.None));
            Assert.All(all, one => Assert.Equal(all[0].Issues, one.Issues));
        }
    }

    [Fact]
    public void Validate_WhenItIsCancelled_Ends()
    {
        var subject = new ValidationSubject(MarkedCode.Compile(("A.cs", Everything)), ValidationProfile.Production);
        Assert.All(Validators, validator => Assert.Throws<OperationCanceledException>(() => validator.Validate(subject, new CancellationToken(canceled: true))));
    }

    [Fact]
    public void Validators_HaveTheirNamesAndRules()
    {
        Assert.Equal(["quality", "compliance"], Validators.Select(validator => validator.Name));
        Assert.Equal([9, 8], Validators.Select(validator => validator.Rules.Count));
        Assert.All(Validators, validator => Assert.All(validator.Rules, rule => Assert.StartsWith(validator.Name + "/", rule.Id, StringComparison.Ordinal)));
    }

    private static string Nest(string before, string open, string close, string after, int levels = Levels) =>
        before + string.Concat(Enumerable.Repeat(open, levels)) + string.Concat(Enumerable.Repeat(close, levels)) + after;
}
