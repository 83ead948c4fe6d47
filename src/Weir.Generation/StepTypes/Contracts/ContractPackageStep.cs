using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Packaging;
using Weir.Generation.Templates;

namespace Weir.Generation.StepTypes;

/// <summary><c>contract.package</c>.</summary>
/// <param name="templates">What the files of a project are rendered from.</param>
/// <param name="folders">The output folders that are open.</param>
/// <param name="weir">How packages find Weir; null: it is looked for beside the program, then around the workflow.</param>
internal sealed class ContractPackageStep(Lazy<TemplateCatalog> templates, PackageFolders folders, WeirReference? weir) : ContractStep(
    "contract.package",
    "Writes the package of a contract whole or not at all; what the user owns in one that is there stays.",
    new StepParameter("validated", ValueShape.AnyMap, "What contract.validate gave.") { IsRequired = true },
    new StepParameter("tests", ValueShape.AnyMap, "What contract.tests gave.") { IsRequired = true },
    new StepParameter("out", ValueShape.Text, "The folder under which the package gets a folder of its own.") { IsRequired = true, Permission = PermissionKind.Write })
{
    internal const string NoWeir =
        "Weir itself was found neither beside the program nor around the workflow, and packages refer to it; run the workflow in a checkout of Weir, or by the installed tool.";

    public override ValueShape OutputOf(IReadOnlySet<string> given) => PackageValues.Shape;

    protected override object? Run(Contract contract, StepArguments arguments, StepContext context)
    {
        var access = arguments.Access;
        var output = arguments.Text("out");
        var reference = weir ?? WeirReference.Find(AppContext.BaseDirectory) ?? WeirReference.Find(access.Folder);
        if (reference is null)
        {
            return context.Fail<object?>(NoWeir);
        }

        using var folder = folders.Open(access.PathToWrite(output));

        // A package that is a link may lead out of what is permitted.
        access.Demand(PermissionKind.Write, Path.Combine(output, contract.Name));
        var validated = IssueValues.Fields(arguments.Value("validated"), "'validated'");
        var tests = IssueValues.Fields(arguments.Value("tests"), "'tests'");
        return PackageValues.Of(Write(contract, folder.Value, validated, tests, reference, context.Time));
    }

    private GeneratedPackage Write(Contract contract, PackageFolder folder, StepArguments validated, StepArguments tests, WeirReference reference, TimeProvider time)
    {
        var names = new PackageNames(contract);
        var verdict = VerdictValues.Read(validated);
        List<GeneratedFile> files =
        [
            .. FileValues.Read(validated.List("files")),
            .. FileValues.Read(tests.List("files")),
            .. new ProjectFiles(contract, names, templates.Value, GenerationJob.WeirVersion).Write(),
        ];
        files.Add(Manifest.Write(contract, files, templates.Value, GenerationJob.WeirVersion));
        var warnings = contract.Warnings.Concat(DiagnosticValues.Read(tests.List("warnings"))).Select(static warning => warning.Message);
        var isAgain = folder.Has(contract.Name);
        var place = folder.Put(contract.Name, [.. files, Manifest.WriteEvidence(time.GetUtcNow(), verdict, warnings)], reference);
        return new GeneratedPackage(contract.File, contract.Name, contract.Kind, place, Written(place, files), verdict)
        {
            Notes = isAgain ? OwnedBodies.Compare(contract, names, place) : [],
        };
    }

    private static PackageFile[] Written(string place, IEnumerable<GeneratedFile> files) =>
        [.. files.OrderBy(static file => file.Path, StringComparer.Ordinal)
            .Select(file => new PackageFile(file.Path, Hash.Of(File.ReadAllBytes(Path.Combine(place, file.Path)))))];
}
