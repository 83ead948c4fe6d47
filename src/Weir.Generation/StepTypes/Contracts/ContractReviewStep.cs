using System.Collections.ObjectModel;
using Weir.AI;
using Weir.Generation.Review;
using Weir.Generation.Validation;

namespace Weir.Generation.StepTypes;

/// <summary><c>contract.review</c>.</summary>
internal sealed class ContractReviewStep(ReferenceSet references, ReviewQuorums quorums) : StepType(
    "contract.review",
    "Asks a quorum whether the code of a contract should become a package; a decision against it fails the step.",
    ContractStep.ContractParameter,
    new StepParameter("files", ValueShape.AnyList, "The files that are judged, such as those that contract.validate gave; lists in the list are joined.") { IsRequired = true },
    new StepParameter("quorum", ValueShape.Text, "Who is asked: local (default; three reviewers that are rules, not models), off (nobody, unless the contract has the gate quorum), or the path of a quorum file."))
{
    // What it gives where nobody is asked.
    private static readonly ReadOnlyDictionary<string, object?> Nobody = new(new Dictionary<string, object?> { ["quorum"] = null });

    /// <summary>Whether the output of a step is that of a review without a quorum.</summary>
    public static bool AskedNobody(object? output) => ReferenceEquals(output, Nobody);

    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.MapOf(("quorum", QuorumValues.Shape));

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var asked = arguments.Has("quorum") ? arguments.Text("quorum") : ReviewQuorums.Local;
        if (asked == ReviewQuorums.Off && ContractValue.Read(arguments.Map("contract")).Demands.NeedsQuorum)
        {
            asked = ReviewQuorums.Local;
        }

        if (asked == ReviewQuorums.Off)
        {
            return Nobody;
        }

        var quorum = asked == ReviewQuorums.Local
            ? quorums.LocalQuorum
            : await quorums.OfFileAsync(arguments.Access.PathToRead(asked), asked, context.CancellationToken).ConfigureAwait(false);
        var verdict = await quorum.DecideAsync(await CaseAsync(arguments, context).ConfigureAwait(false), context.CancellationToken).ConfigureAwait(false);
        return verdict.Passed
            ? new OrderedDictionary<string, object?> { ["quorum"] = QuorumValues.Of(verdict) }
            : throw new PackageRejectedException(verdict);
    }

    private async Task<ReviewCase> CaseAsync(StepArguments arguments, StepContext context)
    {
        var contract = ContractValue.Read(arguments.Map("contract"));
        var subject = PackageSubject.Of(contract, FileValues.Read(arguments.List("files")), ValidationProfile.Production, references, context.CancellationToken);
        var pipeline = new ValidationPipeline(StandardValidators.All, new ValidationOptions { Time = context.Time });
        return new ReviewCase(contract.Name, await pipeline.ValidateAsync(subject, context.CancellationToken).ConfigureAwait(false));
    }
}
