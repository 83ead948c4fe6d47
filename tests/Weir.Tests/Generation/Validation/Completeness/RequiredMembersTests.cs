using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation.Completeness;

public class RequiredMembersTests
{
    private static readonly string Yaml = GeneratedCode.Yaml("""
        definitions:
          Money: { type: object, required: [cents], properties: { cents: { type: integer, minimum: 1 } } }
          Color: { enum: [red, green] }
        io_operations:
          - { name: charge, input_model: Money, output_model: Money }
        configuration: { region: { type: string, default: eu } }
        """);

    [Theory]
    [InlineData("NodeSampleEffect.cs", "NodeSampleEffect(", "NodeSimpleEffect(", "the class NodeSampleEffect")]
    [InlineData("NodeSampleEffectBase.g.cs", "ChargeAsync", "ChangeAsync", "a method ChargeAsync for the operation 'charge'")]
    [InlineData("Money.g.cs", "record Money", "record Cash", "the model Money")]
    [InlineData("Money.g.cs", "long Cents", "long Pence", "Money.Cents")]
    [InlineData("Color.g.cs", "Red,", "Rot,", "Color.Red")]
    [InlineData("MoneyValidator.g.cs", "Validate(", "Check(", "the method MoneyValidator.Validate")]
    [InlineData("MoneyValidator.g.cs", "class MoneyValidator", "class CashValidator", "a validator MoneyValidator for the model Money")]
    [InlineData("SampleRequest.g.cs", "ChargeCall", "ChargeAsk", "the request SampleRequest.ChargeCall")]
    [InlineData("SampleRequest.g.cs", "ChargeReply", "ChargeAnswer", "the response SampleResponse.ChargeReply")]
    [InlineData("SampleSettings.g.cs", " Region ", " Area ", "SampleSettings.Region")]
    public void Find_WhereAMemberOfAPackageIsMissing_SaysWhich(string file, string text, string other, string what)
    {
        var subject = Judged.Package(GeneratedCode.Read(Yaml), change: one => one.Path.Split('/')[^1] == file
            ? one with { Text = one.Text.Replace(text, other, StringComparison.Ordinal) }
            : one);
        var issue = Assert.Single(Missing(subject), issue => issue.Message == $"The contract asks for {what}, which is not there.");
        Assert.True(issue.File is not null && issue.Line > 0 && issue.Suggestion is not null);
    }

    [Fact]
    public void Find_OfCodeThatWasNotGenerated_TakesTheNamesInAnyNamespace()
    {
        const string Code = """
            namespace Payments;
            internal record Money(long Cents);
            internal enum Color { Red, Green }
            internal static class MoneyValidator { public static bool Validate(Money money) => money.Cents > 0; }
            internal class NodeSampleEffect { public System.Threading.Tasks.Task<Money> ChargeAsync(Money input) => System.Threading.Tasks.Task.FromResult(input); }
            """;
        var contract = GeneratedCode.Read(Yaml);
        Assert.Empty(Missing(Judged.File(Code, contract: contract)));
        var without = Judged.File(Code.Replace("ChargeAsync", "PayAsync", StringComparison.Ordinal), contract: contract);
        Assert.Equal(5, Assert.Single(Missing(without)).Line);
    }

    [Fact]
    public void Find_WithoutAContract_AsksForNothing() => Assert.Empty(Missing(Judged.File("internal class A;")));

    private static IEnumerable<ValidationIssue> Missing(ValidationSubject subject) =>
        StandardValidators.All.Single(static one => one.Name == "completeness").Validate(subject, Some.Token).Issues.Where(static issue => issue.Rule == "completeness/missing-member");
}
