using Weir.Generation.Code;
using Weir.Generation.Validation;
using Weir.Generation.Validation.Security;
using Weir.Tests.Generation.Validation.Security.Cases;

namespace Weir.Tests.Generation.Validation.Security;

public class SecurityValidatorTests
{
    public static TheoryData<string, int> Cases()
    {
        var rows = new TheoryData<string, int>();
        foreach (var rule in SecurityCases.All.Select(static one => one.Rule).Distinct())
        {
            for (var index = 0; index < CodesOf(rule).Length; index++)
            {
                rows.Add(rule, index);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Validate_OfACase_FindsTheMarkedLinesAndNothingElse(string rule, int index) =>
        Assert.Null(SecuritySnippet.Differs(rule, CodesOf(rule)[index]));

    private static string[] CodesOf(string rule) => [.. SecurityCases.All.Where(one => one.Rule == rule).SelectMany(static one => one.Codes)];

    [Fact]
    public void Rules_AreThoseOfTheTaxonomyWithTheirCwe()
    {
        var validator = new SecurityValidator();
        Assert.Equal("security", validator.Name);
        Assert.Equal(SecurityCases.All.Select(static one => one.Rule).Append("security/analysis-limit").Distinct().Order(), validator.Rules.Select(static rule => rule.Id).Order());
        Assert.All(validator.Rules, static rule => Assert.True(rule.Source.StartsWith("CWE-", StringComparison.Ordinal) || rule.Severity == ValidationSeverity.Info));
    }

    /// <summary>The name of a local says nothing, and a statement that has nothing to do with the rest moves lines only.</summary>
    [Theory]
    [InlineData("security/sql-injection", "sql", "words")]
    [InlineData("security/path-traversal", "name", "zebra")]
    [InlineData("security/command-injection", "info", "start")]
    public void Validate_WhenLocalsAreRenamed_FindsTheSame(string rule, string name, string other)
    {
        foreach (var code in CodesOf(rule).Where(code => !code.Contains($"string {name})", StringComparison.Ordinal)))
        {
            var renamed = System.Text.RegularExpressions.Regex.Replace(code, $@"(?<=\b(var|string) ){name}\b(?= =)", other);
            if (renamed != code)
            {
                renamed = System.Text.RegularExpressions.Regex.Replace(renamed, $@"(?<![\w.""@]){name}\b(?!:)", other);
                Assert.Null(SecuritySnippet.Differs(rule, renamed));
            }
        }
    }

    [Fact]
    public void Validate_WithAnUnrelatedStatementBefore_FindsTheSameALineLater()
    {
        foreach (var (rule, codes) in SecurityCases.All)
        {
            foreach (var code in codes.Where(static code => code.Contains("\n{\n", StringComparison.Ordinal)))
            {
                Assert.Null(SecuritySnippet.Differs(rule, code.Replace("\n{\n", "\n{\n    var unrelated = 1 + System.Environment.TickCount;\n", StringComparison.Ordinal)));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("public class A { public void B(string c) { File.Delete(")]
    [InlineData("public class A { public void B(string c) { int int; c.(); new (); x => ; switch (c) { case } } string D => ; }")]
    [InlineData("class { void (string) { return } } ]]]")]
    [InlineData("namespace ; public partial record struct A(string B { } [ public this[")]
    [InlineData("public class A : A { public A(A a) : this(a) => this.B = a.B; public A B { get => B; set => B = value; } }")]
    [InlineData("public class A { public string B(string c) { goto x; x: goto y; y: goto x; } public void D(string e) { if (e == \"\") D(e); else D(e + e); } }")]
    public void Validate_OfBrokenCode_DoesNotThrow(string code) => Assert.NotNull(SecuritySnippet.Judge(code));

    [Fact]
    public void Validate_WhereADriverIsUnknownToTheCompiler_FindsItByItsName()
    {
        var issues = SecuritySnippet.Judge("public class A { public void B(string c, SqlConnection d) { var e = new SqlCommand(\"select \" + c, d);\n e.CommandText = c; } }").Issues;
        Assert.Equal([("security/sql-injection", 1), ("security/sql-injection", 2)], issues.Select(static issue => (issue.Rule, issue.Line)));
    }

    [Fact]
    public void Validate_OfAVeryLongMethod_FollowsItOrSaysThatItDidNot()
    {
        var body = string.Join('\n', Enumerable.Range(0, 5000).Select(static index => $"var x{index} = {(index == 0 ? "name" : $"x{index - 1}")} + {index};"));
        var issues = SecuritySnippet.Judge(SecuritySnippet.Whole($"public void A(string name) {{\n{body}\nFile.Delete(x4999); }}")).Issues;
        Assert.Equal("security/path-traversal", Assert.Single(issues).Rule);
    }

    [Fact]
    public void Validate_OfManyBranches_FollowsThemOrSaysThatItDidNot()
    {
        var body = string.Join('\n', Enumerable.Range(0, 3000).Select(static index => $"if (name.Length > {index}) {{ x{index % 50} += name; }} while (x{index % 50}.Length > {index}) {{ x{(index + 1) % 50} = x{index % 50}; }}"));
        var locals = string.Join('\n', Enumerable.Range(0, 50).Select(static index => $"var x{index} = \"\";"));
        var issues = SecuritySnippet.Judge(SecuritySnippet.Whole($"public void A(string name) {{\n{locals}\n{body}\nFile.Delete(x7); }}")).Issues;
        Assert.Contains(issues, static issue => issue.Rule is "security/path-traversal" or "security/analysis-limit");
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(200)]
    public void Validate_OfDeeplyNestedBlocks_DoesNotThrow(int depth)
    {
        var code = "public void A(string name) { " + string.Concat(Enumerable.Repeat("if (name.Length > 1) { ", depth)) + "File.Delete(name);" + new string('}', depth) + " }";
        Assert.NotNull(SecuritySnippet.Judge(SecuritySnippet.Whole(code)));
    }

    [Fact]
    public void Validate_WhenCancelled_Stops()
    {
        var subject = new ValidationSubject(Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("A", [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("class A { }", cancellationToken: Some.Token)]), ValidationProfile.Standard);
        Assert.Throws<OperationCanceledException>(() => new SecurityValidator().Validate(subject, new CancellationToken(true)));
    }

    [Fact]
    public void Validate_OfRevocationThatIsNotChecked_IsOnlyInfo()
    {
        var issue = Assert.Single(SecuritySnippet.Judge(SecuritySnippet.Whole("public HttpClientHandler A() => new() { CheckCertificateRevocationList = false };")).Issues);
        Assert.Equal(ValidationSeverity.Info, issue.Severity);
    }

    [Fact]
    public void Validate_OfFieldsThatTheContractRedacts_FindsThemInLogs()
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml("definitions: { Note: { type: object, properties: { text: { type: string } } } }\nio_operations:\n  - { name: keep, input_model: Note, output_model: Note }\n"));
        contract = contract with { Features = contract.Features with { Security = new NodeSecurityOptions { RedactFields = ["birth_date"] } } };
        Assert.Equal("security/secret-logged", Assert.Single(SecuritySnippet.Judge(contract, "public class A { public void B(string birthDate, string name) { System.Console.WriteLine(name);\n System.Console.WriteLine(birthDate); } }").Issues).Rule);
    }

    [Fact]
    public void Validate_OfFindingsInSeveralFiles_GivesThemInTheirOrder()
    {
        const string Code = "public class A0 { public void B(string c) { System.IO.File.Delete(c);\n System.IO.File.Delete(c + 1); } }";
        var issues = SecuritySnippet.Judge(Code, Code.Replace("A0", "A1", StringComparison.Ordinal)).Issues;
        Assert.Equal([("File0.cs", 1), ("File0.cs", 2), ("File1.cs", 1), ("File1.cs", 2)], issues.Select(static issue => (issue.File!, issue.Line)));
        Assert.All(issues, static issue => Assert.False(string.IsNullOrEmpty(issue.Suggestion)));
    }

    [Fact]
    public void Validate_OfAGeneratedPackage_FindsNothing()
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml("definitions: { Money: { type: object, required: [cents], properties: { cents: { type: integer }, name: { type: string, pattern: '^[a-z]+$' }, password: { type: string } } } }\nio_operations:\n  - { name: charge, input_model: Money, output_model: Money }\n"));
        var files = GeneratedCode.Write(contract, withTests: false).Where(static file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(static file => file.Text).ToArray();
        Assert.NotEmpty(files);
        Assert.Empty(SecuritySnippet.Judge(files[0], files[1..]).Issues);
    }
}
