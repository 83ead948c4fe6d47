using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation.Corpus;

public class CorpusScoreTests
{
    private static readonly ValidationRule Sql = new("security/sql-injection", ValidationSeverity.Error, "A rule.");

    private static readonly ValidationRule Crypto = new("security/weak-crypto", ValidationSeverity.Error, "Another rule.");

    [Theory]
    [InlineData(6, 1, 0, 0)]
    [InlineData(5, 1, 0, 0)]
    [InlineData(7, 1, 0, 0)]
    [InlineData(8, 0, 1, 1)]
    public void Of_AFinding_IsRightInTheLineAndItsNeighbours(int line, int hits, int falseAlarms, int misses)
    {
        var score = Score([Issue(Sql, line)], "// expect: security/sql-injection 6\n");
        Assert.Equal(new RuleScore("fixed", hits, falseAlarms, misses), score.Total);
    }

    [Fact]
    public void Of_AnotherRuleInTheLine_IsAFalseAlarmAndAMiss()
    {
        var score = Score([Issue(Crypto, 6)], "// expect: security/sql-injection 6\n");
        Assert.Equal([new RuleScore(Sql.Id, 0, 0, 1), new RuleScore(Crypto.Id, 0, 1, 0)], score.Rules);
        Assert.Equal("tests/Corpus/security/known/some-code.cs:6 security/sql-injection", Assert.Single(score.Misses));
        Assert.StartsWith("tests/Corpus/security/known/some-code.cs:6 security/weak-crypto ", Assert.Single(score.FalseAlarms), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TheSameFindingTwice_CountsTheSecondAsAFalseAlarm()
    {
        var score = Score([Issue(Sql, 6), Issue(Sql, 6)], "// expect: security/sql-injection 6\n");
        Assert.Equal(new RuleScore("fixed", 1, 1, 0), score.Total);
        Assert.Equal(0.5, score.Total.Precision);
        Assert.Equal(1, score.Total.Recall);
    }

    [Fact]
    public void Of_FindingsInNeighbouringLines_GivesEachItsOwn()
    {
        var score = Score([Issue(Sql, 7), Issue(Sql, 6)], "// expect: security/sql-injection 6\n// expect: security/sql-injection 7\n");
        Assert.Equal(new RuleScore("fixed", 2, 0, 0), score.Total);
    }

    [Fact]
    public void Of_AnInfo_CountsNothing() =>
        Assert.Equal(new RuleScore("fixed", 0, 0, 0), Score([Issue(Sql with { Severity = ValidationSeverity.Info }, 6)], "// expect: none\n").Total);

    [Fact]
    public void Of_NothingAtAll_IsPreciseAndComplete()
    {
        var total = Score([], "// expect: none\n").Total;
        Assert.Equal((1, 1), (total.Precision, total.Recall));
    }

    [Fact]
    public void ToString_OfMissesAndFalseAlarms_NamesEach()
    {
        var report = Score([Issue(Crypto, 9)], "// expect: security/sql-injection 6\n").ToString();
        Assert.Contains("missed:\n  tests/Corpus/security/known/some-code.cs:6 security/sql-injection", report, StringComparison.Ordinal);
        Assert.Contains("found in vain:\n  tests/Corpus/security/known/some-code.cs:9 security/weak-crypto Wrong.", report, StringComparison.Ordinal);
    }

    private static ValidationIssue Issue(ValidationRule rule, int line) => new(rule.Id, rule.Severity, "Wrong.", "some.cs", line, 1);

    private static CorpusScore Score(ValidationIssue[] issues, string expectations)
    {
        var text = $"// source: CWE-89\n// why: because\n{expectations}\nnamespace Corpus.A;\n";
        return CorpusScore.Of(new FixedValidator(issues), [Snippet.Parse("tests/Corpus/security/known/some-code.cs", text)], Some.Token);
    }

    private sealed class FixedValidator(ValidationIssue[] issues) : Validator("fixed", [Sql, Crypto])
    {
        public override ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken)
        {
            Assert.Single(subject.Trees);
            Assert.Same(ValidationProfile.Production, subject.Profile);
            return new ValidationFindings(issues, 1);
        }
    }
}
