using System.Collections.Concurrent;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation;

public class ValidationPipelineTests
{
    private const string Sound = "internal class A;";

    private static readonly ValidationIssue Error = FakeValidator.Issue("own/error", "error");

    private static readonly ValidationIssue Warning = FakeValidator.Issue("own/warning", "warning");

    [Fact]
    public async Task Validate_OfSoundCode_PassesWithTheCompilerFirst()
    {
        var verdict = await ValidateAsync(Sound, new FakeValidator("own"), new FakeValidator("other"));
        Assert.True(verdict.Passed);
        Assert.Equal(1, verdict.Score);
        Assert.Equal(["compile", "own", "other"], verdict.Validators.Select(static one => one.Name));
        Assert.All(verdict.Validators, static one => Assert.Null(one.Reason));
    }

    [Fact]
    public void Create_WithTwoValidatorsOfOneName_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(static () => new ValidationPipeline([new FakeValidator("own"), new FakeValidator("own")]));
        Assert.Contains("two validators of the name 'own'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => new ValidationPipeline([new FakeValidator("compile")]));
    }

    [Fact]
    public async Task Validate_WithAProfileThatNamesValidators_RunsThoseAndTheCompiler()
    {
        var profile = ValidationProfile.Standard with { Validators = ["b"] };
        var verdict = await new ValidationPipeline([new FakeValidator("a", Error), new FakeValidator("b")]).ValidateAsync(Judged.File(Sound, profile), Some.Token);
        Assert.Equal(["compile", "b"], verdict.Validators.Select(static one => one.Name));
        Assert.True(verdict.Passed);
    }

    [Fact]
    public async Task Validate_WithAProfileThatNamesAnUnknownValidator_IsRefused()
    {
        var profile = ValidationProfile.Standard with { Validators = ["own", "securty"] };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => new ValidationPipeline([new FakeValidator("own")]).ValidateAsync(Judged.File(Sound, profile), Some.Token));
        Assert.Contains("names the validator 'securty', which is not in the pipeline; there are compile, own.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_WhereAValidatorThrows_FailsWithAFindingAndScoreZero()
    {
        var verdict = await ValidateAsync(Sound, new FakeValidator("own", static (_, _) => throw new InvalidOperationException("it broke")), new FakeValidator("other"));
        var own = verdict.Validators[1];
        Assert.False(verdict.Passed);
        Assert.Equal((false, 0d), (own.Passed, own.Score));
        Assert.Equal(("own/crashed", "error", "The validator 'own' crashed: InvalidOperationException: it broke"), (own.Issues[0].Rule, own.Issues[0].Severity, own.Issues[0].Message));
        Assert.True(verdict.Validators[2].Passed);
    }

    [Fact]
    public async Task Validate_WhereAValidatorGivesNothingOrCancelsItself_Fails()
    {
        var verdict = await ValidateAsync(
            Sound,
            new FakeValidator("nothing", static (_, _) => null!),
            new FakeValidator("cancelled", static (_, _) => throw new OperationCanceledException()),
            new FakeValidator("late", static (_, _) => throw new TimeoutException()));
        Assert.Equal(["nothing/crashed", "cancelled/crashed", "late/crashed"], verdict.Validators.Skip(1).Select(static one => one.Issues.Single().Rule));
    }

    [Fact]
    public async Task Validate_WhereAValidatorIgnoresItsToken_LeavesItBehindAtTheLimit()
    {
        var time = new ManualTime();
        using var isIn = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var token = CancellationToken.None;
        var ended = new TaskCompletionSource();
        var deaf = new FakeValidator("deaf", (_, own) =>
        {
            token = own;
            isIn.Set();
            release.Wait(CancellationToken.None);
            ended.SetResult();
            return new ValidationFindings([], 1);
        });
        var options = new ValidationOptions { Time = time, TimeLimit = TimeSpan.FromSeconds(5), MaxParallel = 2 };
        var running = new ValidationPipeline([deaf], options).ValidateAsync(Judged.File(Sound), Some.Token);
        isIn.Wait(Some.Token);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        var verdict = await running;
        var one = verdict.Validators[1];
        Assert.Equal(("deaf/timed-out", "The validator 'deaf' did not end within 5 s, and was abandoned."), (one.Issues[0].Rule, one.Issues[0].Message));
        Assert.Equal((false, 0d, "The validator 'deaf' did not end within 5 s, and was abandoned"), (one.Passed, one.Score, one.Reason));
        Assert.True(token.IsCancellationRequested);
        release.Set();
        await ended.Task;
    }

    [Fact]
    public async Task Validate_WhenTheCallerGivesUp_DoesNotWaitForADeafValidator()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        using var release = new ManualResetEventSlim();
        var isIn = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var deaf = new FakeValidator("deaf", (_, _) =>
        {
            isIn.SetResult();
            release.Wait(CancellationToken.None);
            ended.SetResult();
            return new ValidationFindings([], 1);
        });
        var running = new ValidationPipeline([deaf], new ValidationOptions { MaxParallel = 2 }).ValidateAsync(Judged.File(Sound), stop.Token);
        await isIn.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        release.Set();
        await ended.Task;
    }

    [Fact]
    public async Task Validate_WithFailFast_StopsTheOthersAndSaysSo()
    {
        var ran = 0;
        var pipeline = new ValidationPipeline(
            [new FakeValidator("first", Error), new FakeValidator("second", (_, _) => throw new InvalidOperationException($"{++ran}"))],
            new ValidationOptions { FailFast = true, MaxParallel = 1 });
        var verdict = await pipeline.ValidateAsync(Judged.File(Sound), Some.Token);
        Assert.Equal([null, "1 error (own/error)", "stopped, because first had failed"], verdict.Validators.Select(static one => one.Reason));
        Assert.Equal(0, ran);
        Assert.False(verdict.Passed);
    }

    [Fact]
    public async Task Validate_WithFailFast_HearsTheCompilerWhoeverFailsFirst()
    {
        // The compiler has more to do than a validator that fails at once, so its verdict comes after the stop.
        var code = string.Concat(Enumerable.Range(0, 400).Select(static index => $"internal class A{index} {{ internal int M() => \"\"; }}\n"));
        var pipeline = new ValidationPipeline([new FakeValidator("own", Error)], new ValidationOptions { FailFast = true, MaxParallel = 2 });
        var verdict = await pipeline.ValidateAsync(Judged.File(code), Some.Token);
        Assert.Equal(["50 errors (CS0029)", "1 error (own/error)"], verdict.Validators.Select(static one => one.Reason));
    }

    [Fact]
    public async Task Validate_WithFailFastOfTheProfile_CanBeOverridden()
    {
        var profile = ValidationProfile.Development with { Validators = null };
        ValidationPipeline Pipeline(bool? failFast) => new([new FakeValidator("a", Error), new FakeValidator("b")], new ValidationOptions { FailFast = failFast, MaxParallel = 1 });
        Assert.False((await Pipeline(null).ValidateAsync(Judged.File(Sound, profile), Some.Token)).Validators[2].Passed);
        Assert.True((await Pipeline(false).ValidateAsync(Judged.File(Sound, profile), Some.Token)).Validators[2].Passed);
    }

    [Theory]
    [InlineData("own", "own/warning", 4, false, true, null)]
    [InlineData("own", "own/warning", 9, false, false, "score 0.77 is below 0.8")]
    [InlineData("own", "own/warning", 1, true, true, null)]
    [InlineData("completeness", "completeness/missing-docs", 1, false, true, null)]
    [InlineData("completeness", "completeness/missing-docs", 1, true, false, "1 warning (completeness/missing-docs), which the profile production does not take")]
    [InlineData("security", "security/weak-random", 2, true, false, "2 warnings (security/weak-random), which the profile production does not take")]
    [InlineData("quality", "quality/naming", 1, true, true, null)]
    [InlineData("quality", "quality/blocking-call", 1, true, false, "1 warning (quality/blocking-call), which the profile production does not take")]
    [InlineData("quality", "quality/cyclomatic-complexity", 1, true, false, "1 warning (quality/cyclomatic-complexity), which the profile production does not take")]
    public async Task Validate_OfWarnings_PassesByScoreAndProfile(string name, string rule, int count, bool isStrict, bool passed, string? reason)
    {
        var validator = new FakeValidator(name, [.. Enumerable.Repeat(FakeValidator.Issue(rule, "warning"), count)]);
        var verdict = await new ValidationPipeline([validator]).ValidateAsync(Judged.File(Sound, isStrict ? ValidationProfile.Production : ValidationProfile.Standard), Some.Token);
        Assert.Equal((passed, reason), (verdict.Validators[1].Passed, verdict.Validators[1].Reason));
    }

    [Fact]
    public async Task Validate_OfACompilerWarning_FailsInProductionOnly()
    {
        const string Code = "#warning Look here\ninternal class A;";
        var pipeline = new ValidationPipeline([]);
        Assert.True((await pipeline.ValidateAsync(Judged.File(Code), Some.Token)).Passed);
        var strict = await pipeline.ValidateAsync(Judged.File(Code, ValidationProfile.Production), Some.Token);
        Assert.Equal("1 warning (CS1030), which the profile production does not take", strict.Validators[0].Reason);
    }

    [Fact]
    public async Task Validate_OfNothing_Fails()
    {
        var verdict = await new ValidationPipeline([]).ValidateAsync(Judged.Files(null, null), Some.Token);
        Assert.False(verdict.Passed);
        Assert.Equal("compile/no-files", Assert.Single(verdict.Validators[0].Issues).Rule);
    }

    [Theory]
    [InlineData("")]
    [InlineData("// Nothing but a comment.")]
    [InlineData("This is a letter, and no program at all.")]
    [InlineData("\0\u0001\ufffd\ufffd\u0000PK\u0003\u0004")]
    [InlineData("internal class A { int M() => \"text\"; }")]
    public async Task Validate_OfWhatIsNoCode_Fails(string code) => Assert.False((await Judged.VerdictAsync(Judged.File(code))).Passed);

    [Fact]
    public async Task Validate_OfGarbage_FindsABoundedNumber()
    {
        var random = new Random(1);
        var code = new string([.. Enumerable.Range(0, 20_000).Select(_ => (char)random.Next(1, 0xD7FF))]);
        var verdict = await ValidateAsync(code);
        Assert.InRange(verdict.Validators[0].Issues.Count, 1, 51);
        Assert.Contains(verdict.Validators[0].Issues, static issue => issue.Rule == "compile/more");
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("((", "1", "))")]
    [InlineData("new[] { ", "1", " }")]
    [InlineData("x[", "1", "]")]
    [InlineData("(A<", "int", ">)1")]
    [InlineData("$\"{(", "1", ")}\"")]
    [InlineData("/// <a>", "", "</a>")]
    [InlineData("#if (", "A", ")")]
    public async Task Validate_OfBracketsThatNestTooDeep_FailsInsteadOfEndingTheProcess(string open, string middle, string close)
    {
        // Of what begins a line the brackets are repeated, not the beginning.
        var start = open.StartsWith("///", StringComparison.Ordinal) || open.StartsWith('#') ? open[..4] : "";
        var code = "internal class A\n{\n    int M() =>\n"
            + start + string.Concat(Enumerable.Repeat(open[start.Length..], 20_000)) + middle + string.Concat(Enumerable.Repeat(close, 20_000)) + "\n; }";
        var issue = (await Judged.VerdictAsync(Judged.File(code))).Validators[0].Issues[0];
        Assert.Equal(("CS1029", 4), (issue.Rule, issue.Line));
        Assert.Contains("Brackets nest more than 500 deep", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("object M(object a) => ", "a ?? ", "a;")]
    [InlineData("int M(int a) => ", "a == 0 ? 0 : ", "1;")]
    [InlineData("unsafe int", "*", " x;")]
    [InlineData("async void M(Task t) { ", "await ", "t; }")]
    [InlineData("object M(object a) => ", "new A { } ?? ", "a;")]
    [InlineData("bool M(bool a) => ", "!", "a;")]
    public async Task Validate_OfOperatorsThatNestTooDeep_FailsInsteadOfEndingTheProcess(string before, string again, string after)
    {
        var code = "internal class A\n{\n    " + before + string.Concat(Enumerable.Repeat(again, 40_000)) + after + "\n}";
        var issue = (await Judged.VerdictAsync(Judged.File(code))).Validators[0].Issues[0];
        Assert.Equal(("CS1029", 3), (issue.Rule, issue.Line));
        Assert.Contains("or operators more than 2,000", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfManyOperatorsSideBySide_Passes()
    {
        var members = string.Concat(Enumerable.Range(0, 3_000).Select(static index => $"    internal string? M{index}(int? x = null)\n    {{\n        return x?.ToString() ?? null;\n    }}\n"));
        var verdict = await Judged.VerdictAsync(Judged.File("internal class A\n{\n" + members + "}\n"));
        Assert.DoesNotContain(verdict.Validators[0].Issues, static issue => issue.Rule == "CS1029");
    }

    [Fact]
    public async Task Validate_OfManyBracketsSideBySide_Passes()
    {
        var members = string.Concat(Enumerable.Range(0, 800).Select(static index => $"    internal List<int> M{index}(int x) => x < 1 ? [x] : new List<int> {{ (x) }};\n"));
        Assert.True((await new ValidationPipeline([]).ValidateAsync(Judged.File($"internal class A\n{{\n{members}}}"), Some.Token)).Passed);
    }

    [Fact]
    public async Task Validate_OfFilesThatNeedEachOther_CompilesThemTogetherWithTheImplicitUsings()
    {
        var subject = Judged.Files(null, null, ("A.cs", "internal class A { public List<B> All { get; } = []; }"), ("B.cs", "internal class B { public Task W() => Task.Delay(1); }"));
        Assert.True((await new ValidationPipeline([]).ValidateAsync(subject, Some.Token)).Passed);
        Assert.Equal(["A.cs", "B.cs"], subject.Trees.Select(static tree => tree.FilePath));
    }

    [Fact]
    public async Task Validate_FindsInTheOrderOfFilesAndLines()
    {
        var own = new FakeValidator("own", (Warning with { File = "b.cs" }), (Warning with { File = "a.cs", Line = 9 }), (Warning with { File = "a.cs", Line = 2, Column = 7 }), (Warning with { File = "a.cs", Line = 2 }));
        var verdict = await ValidateAsync(Sound, own);
        Assert.Equal([("a.cs", 2, 1), ("a.cs", 2, 7), ("a.cs", 9, 1), ("b.cs", 1, 1)], verdict.Validators[1].Issues.Select(static issue => (issue.File!, issue.Line, issue.Column)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Validate_RunsAtMostSoManyAtOnce(int most)
    {
        var running = 0;
        var highest = new ConcurrentBag<int>();
        ValidationFindings Judge(ValidationSubject subject, CancellationToken cancellationToken)
        {
            highest.Add(Interlocked.Increment(ref running));
            Thread.Yield();
            Interlocked.Decrement(ref running);
            return new ValidationFindings([], 1);
        }

        var pipeline = new ValidationPipeline([.. Enumerable.Range(0, 20).Select(index => new FakeValidator($"own{index}", Judge))], new ValidationOptions { MaxParallel = most });
        var verdict = await pipeline.ValidateAsync(Judged.File(Sound), Some.Token);
        Assert.True(verdict.Passed);
        Assert.Equal(20, highest.Count);
        Assert.InRange(highest.Max(), 1, most);
    }

    [Fact]
    public async Task Validate_InParallel_SharesTheValidatorsAndKeepsVerdictsApart()
    {
        var pipeline = new ValidationPipeline(StandardValidators.All);
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 12).Select(index =>
            pipeline.ValidateAsync(Judged.File(index % 2 == 0 ? Sound : "internal class A { void M() { } }"), Some.Token)));
        Assert.All(verdicts.Index(), static one => Assert.Equal(one.Index % 2 == 0, one.Item.Validators.Single(static validator => validator.Name == "completeness").Passed));
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ValidationOptions { MaxParallel = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ValidationOptions { TimeLimit = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ValidationOptions { TimeLimit = TimeSpan.FromDays(25) });
    }

    private static Task<ValidationVerdict> ValidateAsync(string code, params IReadOnlyList<Validator> validators) =>
        new ValidationPipeline(validators).ValidateAsync(Judged.File(code), Some.Token);
}
