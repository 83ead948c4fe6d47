using Weir.Generation.Validation;

namespace Weir.Generation.StepTypes;

/// <summary><c>contract.validate</c>.</summary>
internal sealed class ContractValidateStep(ReferenceSet references) : StepType(
    "contract.validate",
    "Judges the code of a contract: compiles it in memory and runs the validators of docs/validation.md; code that does not pass fails the step.",
    ContractStep.ContractParameter,
    new StepParameter("files", ValueShape.AnyList, "The files that contract.models and contract.validators gave; lists in the list are joined.") { IsRequired = true },
    new StepParameter("profile", ValueShape.Text, "How strictly: contract (default; as the contract says, else standard), standard, development, staging or production.") { Words = [DemandedProfile.OfContract, .. ValidationProfile.All.Select(static profile => profile.Name)] })
{
    public override ValueShape OutputOf(IReadOnlySet<string> given) => VerdictValues.Shape;

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var contract = ContractValue.Read(arguments.Map("contract"));
        var files = FileValues.Read(arguments.List("files"));
        var profile = DemandedProfile.Of(contract, arguments.Has("profile") ? arguments.Text("profile") : DemandedProfile.OfContract);
        var subject = PackageSubject.Of(contract, files, profile, references, context.CancellationToken);
        var pipeline = new ValidationPipeline(StandardValidators.Of(profile), new ValidationOptions { Time = context.Time });
        var verdict = await pipeline.ValidateAsync(subject, context.CancellationToken).ConfigureAwait(false);
        if (!verdict.Passed)
        {
            throw new PackageRefusedException(verdict);
        }

        var output = VerdictValues.Of(contract.Demands.KeepsWarnings ? verdict : DemandedProfile.WithoutWarnings(verdict));
        output["files"] = FileValues.Of(files);
        return output;
    }
}
