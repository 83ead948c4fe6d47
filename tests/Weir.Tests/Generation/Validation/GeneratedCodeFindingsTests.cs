using Weir.Generation.Contracts;
using Weir.Generation.Validation;
using Weir.Generation.Validation.Compliance;
using Weir.Generation.Validation.Quality;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Validation;

/// <summary>Code that is generated meets the rules it is judged by, at the limits of production.</summary>
public class GeneratedCodeFindingsTests
{
    private static readonly Validator[] Validators = [new QualityValidator(), new ComplianceValidator()];

    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples/contracts"), "*.yaml").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Package_OfASample_HasNoFinding(string file) =>
        Assert.Empty(Findings(GeneratedCode.Read(File.ReadAllText(Path.Combine(Repository.Root, "samples/contracts", file)))));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Package_OfARandomContract_HasNoFinding(int part)
    {
        for (var seed = part * 25; seed < (part * 25) + 25; seed++)
        {
            var found = Findings(GeneratedCode.Read(RandomContract.Write(seed)));
            Assert.True(found.Count == 0, $"Seed {seed}:\n{string.Join('\n', found)}");
        }
    }

    private static List<string> Findings(Contract contract)
    {
        var subject = new ValidationSubject(GeneratedCode.Compile(GeneratedCode.Write(contract, withTests: false)), ValidationProfile.Production, contract);
        return [.. Validators.SelectMany(validator => validator.Validate(subject, Some.Token).Issues)
            .Select(issue => $"{issue.Rule} {issue.File}:{issue.Line} {issue.Message}")];
    }
}
