using Weir.AI;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Packaging;
using Weir.Generation.Templates;

namespace Weir.Generation.StepTypes;

/// <summary><c>contract.package</c>.</summary>
/// <param name="tools">The templates of a project, the output folders that are open, and how packages find Weir: where it is not given, it is looked for beside the program, then around the workflow.</param>
internal sealed class ContractPackageStep(GenerationTools tools) : ContractStep(
    tools.Templates,
    "contract.package",
    "Writes the package of a contract whole or not at all; what the user owns in one that is there stays.",
    new StepParameter("validated", ValueShape.AnyMap, "What contract.validate gave.") { IsRequired = true },
    new StepParameter("tests", ValueShape.AnyMap, "What contract.tests gave.") { IsRequired = true },
    new StepParameter("out", ValueShape.Text, "The folder under which the package gets a folder of its own.") { IsRequired = true, Permission = PermissionKind.Write },
    new StepParameter("review", ValueShape.AnyMap, "What contract.review gave; default nothing, nobody was asked."))
{
    internal const string NoWeir =
        "Weir itself was found neither beside the program nor around the workflow, and packages refer to it; run the workflow in a checkout of Weir, or by the installed tool.";

    public override ValueShape OutputOf(IReadOnlySet<string> given) => PackageValues.Shape;

    protected override object? Run(Contract contract, StepArguments arguments, StepContext context)
    {
        var access = arguments.Access;
        var output = arguments.Text("out");
        var reference = tools.Weir ?? WeirReference.Find(AppContext.BaseDirectory) ?? WeirReference.Find(access.Folder);
        if (reference is null)
        {
            return context.Fail<object?>(NoWeir);
        }

        using var folder = tools.Folders.Open(access.PathToWrite(output));

        // A package that is a link may lead out of what is permitted.
        access.Demand(PermissionKind.Write, Path.Combine(output, contract.Name));
        var validated = IssueValues.Fields(arguments.Value("validated"), "'validated'");
        var tests = IssueValues.Fields(arguments.Value("tests"), "'tests'");
        var review = arguments.Has("review") ? arguments.Map("review").GetValueOrDefault("quorum") : null;
        var quorum = review is null ? null : QuorumValues.Read(IssueValues.Fields(review, "'review.quorum'"));
        return PackageValues.Of(Write(contract, folder.Value, validated, tests, quorum, reference, context.Time));
    }

    private GeneratedPackage Write(Contract contract, PackageFolder folder, StepArguments validated, StepArguments tests, QuorumVerdict? quorum, WeirReference reference, TimeProvider time)
    {
        var names = new PackageNames(contract);
        var verdict = VerdictValues.Read(validated);
        List<GeneratedFile> files =
        [
            .. FileValues.Read(validated.List("files")),
            .. FileValues.Read(tests.List("files")),
            .. new ProjectFiles(contract, names, tools.Templates.Value, GenerationJob.WeirVersion).Write(),
        ];
        files.Add(Manifest.Write(contract, files, tools.Templates.Value, GenerationJob.WeirVersion));
        var notes = contract.Warnings.Concat(DiagnosticValues.Read(tests.List("warnings"))).Select(static warning => warning.Message);
        var isAgain = folder.Has(contract.Name);
        var place = folder.Put(contract.Name, [.. files, Manifest.WriteEvidence(new Evidence(time.GetUtcNow(), verdict, quorum, tools.Degradation, [.. notes]))], reference);
        return new GeneratedPackage(contract.File, contract.Name, contract.Kind, place, Written(place, files), verdict)
        {
            Quorum = quorum,
            Degradation = tools.Degradation,
            Notes = isAgain ? OwnedBodies.Compare(contract, names, place) : [],
        };
    }

    private static PackageFile[] Written(string place, IEnumerable<GeneratedFile> files) =>
        [.. files.OrderBy(static file => file.Path, StringComparer.Ordinal)
            .Select(file => new PackageFile(file.Path, Hash.Of(File.ReadAllBytes(Path.Combine(place, file.Path)))))];
}
