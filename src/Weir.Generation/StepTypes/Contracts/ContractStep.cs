using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;

namespace Weir.Generation.StepTypes;

/// <summary>A step type that renders what becomes of one contract.</summary>
/// <param name="templates">What is rendered from.</param>
/// <param name="name">The name that <c>uses</c> gives.</param>
/// <param name="description">What it does: one sentence.</param>
/// <param name="more">What it can be given beside the contract, required ones first.</param>
internal abstract class ContractStep(Lazy<TemplateCatalog> templates, string name, string description, params ReadOnlySpan<StepParameter> more) : StepType(
    name,
    description,
    [ContractParameter, .. more])
{
    public static StepParameter ContractParameter { get; } = new("contract", ValueShape.AnyMap, "What contract.parse gave.") { IsRequired = true };

    /// <summary>What is rendered from.</summary>
    protected TemplateCatalog Templates => templates.Value;

    public sealed override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        // The work is CPU-bound and short; the token is looked at between steps.
        context.CancellationToken.ThrowIfCancellationRequested();
        var contract = ContractValue.Read(arguments.Map("contract"));
        try
        {
            return new(Run(contract, arguments, context));
        }
        catch (TemplateException error) when (error.IsUnknownName)
        {
            // A template of the user's own that writes the user's file is given what the shipped one is.
            var shape = JobVariables.Find().GetValueOrDefault(error.Template == contract.CustomTemplate ? PackageCode.UserFile : error.Template);
            throw TemplateException.Of(error.Template, Templates.Explain(error, shape).ToString(), error);
        }
    }

    protected abstract object? Run(Contract contract, StepArguments arguments, StepContext context);
}
