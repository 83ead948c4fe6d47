using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Validation;

namespace Weir.Generation.StepTypes;

/// <summary><c>contract.validate</c>.</summary>
internal sealed class ContractValidateStep(ReferenceSet references) : ContractStep(
    "contract.validate",
    "Compiles the code of a contract in memory and looks whether it has all that the contract names; what is missing or wrong fails the step.",
    new StepParameter("files", ValueShape.AnyList, "The files that contract.models and contract.validators gave; lists in the list are joined.") { IsRequired = true })
{
    public override ValueShape OutputOf(IReadOnlySet<string> given) => VerdictValues.Shape;

    protected override object? Run(Contract contract, StepArguments arguments, StepContext context)
    {
        var files = FileValues.Read(arguments.List("files"));
        var verdict = new PackageValidator(references, context.Time).Validate(contract, new PackageNames(contract), files, context.CancellationToken);
        if (!verdict.Passed)
        {
            throw new PackageRefusedException(verdict);
        }

        var output = VerdictValues.Of(verdict);
        output["files"] = FileValues.Of(files);
        return output;
    }
}
