using Weir.Generation.Contracts;
using Weir.Generation.Validation;
using Weir.Tests.Generation.Validation;

namespace Weir.Tests.Generation.Hostile;

/// <summary>A contract whose every name is that of something else: its package compiles, passes, and knows which is which.</summary>
public class HostileNameTests
{
    private static readonly Contract Read = GeneratedCode.Read(HostileContract.OfNames(HostileTexts.Names));

    [Fact]
    public async Task Package_OfHostileNames_CompilesAndPassesItsOwnTests()
    {
        var failed = await GeneratedTests.FailuresAsync(GeneratedCode.Load(GeneratedCode.Write(Read)));
        Assert.True(failed.Count == 0, string.Join('\n', failed.Take(5)));
    }

    [Fact]
    public async Task Package_OfHostileNames_PassesEveryValidatorOfProduction()
    {
        // A dispatch over more operations than this is longer and more complex than production allows.
        string[] operations = ["run", "Task", "Equals", "value", "GetType", "System", "record", "check_health"];
        var contract = GeneratedCode.Read(HostileContract.OfNames(HostileTexts.Names, operations));
        var verdict = await new ValidationPipeline(StandardValidators.All, new ValidationOptions { TimeLimit = TimeSpan.FromMinutes(5) })
            .ValidateAsync(Judged.Package(contract, ValidationProfile.Production), Some.Token);
        var issues = verdict.Validators.SelectMany(static one => one.Issues).Where(static issue => issue.Severity != ValidationSeverity.Info);
        Assert.True(!issues.Any() && verdict.Passed, string.Join('\n', issues.Take(10)));
    }

    [Fact]
    public void ToPascalCase_OfEmptyLetters_LeavesThemOut()
    {
        Assert.Equal("AB", Naming.ToPascalCase("a\u3164b"));
        Assert.Null(Naming.ToPascalCase("\u115F\u1160\u3164\uFFA0"));
    }
}
