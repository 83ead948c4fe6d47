using Weir.Generation.Packaging;
using Weir.Generation.Review;
using Weir.Generation.Validation;

namespace Weir.Generation.StepTypes;

/// <summary><c>contract.generate</c>.</summary>
/// <param name="weir">How packages find Weir; null: it is looked for beside the program, then around the workflow.</param>
internal sealed class ContractGenerateStep(WeirReference? weir) : StepType(
    "contract.generate",
    "Turns contracts into packages that compile and whose tests pass: all six stages at once, for any number of contracts.",
    new StepParameter("contracts", ValueShape.AnyList, "Files of contracts, and folders with such.") { IsRequired = true, Permission = PermissionKind.Read },
    new StepParameter("out", ValueShape.Text, "The folder under which each package gets a folder of its own.") { IsRequired = true, Permission = PermissionKind.Write },
    new StepParameter("quorum", ValueShape.Text, "Who is asked whether a package is to be written, beside the validators: off (default), local (three reviewers that are rules, not models), or the path of a quorum file."),
    new StepParameter("profile", ValueShape.Text, "How strictly packages are judged: standard, development, staging or production; default as each contract says, else standard.") { Words = [.. ValidationProfile.All.Select(static profile => profile.Name)] })
{
    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.MapOf(("packages", ValueShape.ListOf(PackageValues.Shape)));

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var access = arguments.Access;
        var output = access.PathToWrite(arguments.Text("out"));
        var reference = weir ?? WeirReference.Find(AppContext.BaseDirectory) ?? WeirReference.Find(access.Folder);
        if (reference is null)
        {
            return context.Fail<object?>(ContractPackageStep.NoWeir);
        }

        var contracts = Contracts(arguments, output);
        if (contracts.Length == 0)
        {
            return context.Fail<object?>("'contracts' of contract.generate is empty; name at least one file or folder.");
        }

        var request = new GenerationRequest
        {
            Contracts = contracts,
            Output = output,
            Reference = reference,
            Time = context.Time,
            Quorum = QuorumOf(arguments),
            Profile = arguments.Has("profile") ? ValidationProfile.Named(arguments.Text("profile")) : null,
        };
        var job = await GenerationJob.PrepareAsync(request, context.CancellationToken).ConfigureAwait(false);
        var report = await job.RunAsync(null, context.CancellationToken).ConfigureAwait(false);
        context.CancellationToken.ThrowIfCancellationRequested();
        return report.Failures.Count == 0
            ? new OrderedDictionary<string, object?> { ["packages"] = report.Packages.Select(static package => (object?)PackageValues.Of(package)).ToArray() }
            : context.Fail<object?>(string.Join('\n', report.Failures.Select(static failure => failure.Error)));
    }

    private static string? QuorumOf(StepArguments arguments)
    {
        var quorum = arguments.Has("quorum") ? arguments.Text("quorum") : null;
        return quorum is null or ReviewQuorums.Off or ReviewQuorums.Local ? quorum : arguments.Access.PathToRead(quorum);
    }

    /// <summary>The files, each of which is permitted: one in a permitted folder may be a link that leads out of it.</summary>
    private static string[] Contracts(StepArguments arguments, string output) =>
        [.. arguments.Texts("contracts")
            .SelectMany(named => ContractFinder.Files(arguments.Access.PathToRead(named), output))
            .Select(arguments.Access.PathToRead)];
}
