using Weir.Generation.Contracts;

namespace Weir.Generation.StepTypes;

/// <summary>A step type that works on one contract.</summary>
/// <param name="name">The name that <c>uses</c> gives.</param>
/// <param name="description">What it does: one sentence.</param>
/// <param name="more">What it can be given beside the contract, required ones first.</param>
internal abstract class ContractStep(string name, string description, params ReadOnlySpan<StepParameter> more) : StepType(
    name,
    description,
    [ContractParameter, .. more])
{
    public static StepParameter ContractParameter { get; } = new("contract", ValueShape.AnyMap, "What contract.parse gave.") { IsRequired = true };

    public sealed override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        // The work is CPU-bound and short; the token is looked at between steps.
        context.CancellationToken.ThrowIfCancellationRequested();
        return new(Run(ContractValue.Read(arguments.Map("contract")), arguments, context));
    }

    protected abstract object? Run(Contract contract, StepArguments arguments, StepContext context);
}
