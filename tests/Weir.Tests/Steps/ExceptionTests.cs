namespace Weir.Tests.Steps;

public class ExceptionTests
{
    [Fact]
    public void InvalidInput_WithOneViolation_NamesIt()
    {
        var error = new InvalidInputException("create_charge input", [new Violation("$.amount", "minimum", "must be at least 1")]);
        Assert.Equal("The create_charge input breaks 1 rule: $.amount: must be at least 1 (minimum).", error.Message);
        Assert.Equal("create_charge input", error.Subject);
    }

    [Fact]
    public void InvalidOutput_WithManyViolations_ShowsFiveAndKeepsAll()
    {
        var violations = Enumerable.Range(0, 8).Select(static i => new Violation($"$[{i}]", "type", "is no text")).ToArray();
        var error = new InvalidOutputException("x output", violations);
        Assert.Contains("breaks 8 rules", error.Message, StringComparison.Ordinal);
        Assert.Contains("$[4]", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("$[5]", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; and 3 more.", error.Message, StringComparison.Ordinal);
        Assert.Equal(violations, error.Violations);
    }

    [Fact]
    public void OperationNotImplemented_NamesNodeAndOperation()
    {
        var error = new OperationNotImplementedException("NodePaymentEffect", "create_charge");
        Assert.Equal("NodePaymentEffect has no body for the operation 'create_charge' yet.", error.Message);
        Assert.Equal(("NodePaymentEffect", "create_charge"), (error.Node, error.Operation));
    }
}
