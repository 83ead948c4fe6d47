using Weir.Generation.Packaging;
using Weir.Generation.Review;
using Weir.Generation.Templates;
using Weir.Generation.Validation;

namespace Weir.Generation.StepTypes;

/// <summary>The step types that make code and text: templates, the compiler, and the stages of the generation of packages. docs/step-types.md describes each.</summary>
public static class GenerationStepTypes
{
    /// <summary>
    /// All of them, by name: <c>contract.generate</c>, <c>contract.models</c>, <c>contract.package</c>, <c>contract.parse</c>, <c>contract.review</c>, <c>contract.tests</c>, <c>contract.validate</c>,
    /// <c>contract.validators</c>, <c>csharp.compile</c>, <c>template.render</c>. They keep compiled templates and what the compiler has loaded, and are shared by all runs of a catalog.
    /// </summary>
    /// <param name="weir">How the packages that they write find Weir; default null: the package or checkout that is found from the program, then from the folder of the workflow.</param>
    /// <returns>The types, new ones at every call.</returns>
    public static IReadOnlyList<StepType> Create(WeirReference? weir = null) =>
        Create(new GenerationTools(new Lazy<TemplateCatalog>(), new ReferenceSet(), new PackageFolders(), new ReviewQuorums(), weir), ContractSources.None);

    /// <summary>All of them, by name.</summary>
    /// <param name="tools">What they share.</param>
    /// <param name="sources">Contracts that were read already.</param>
    internal static IReadOnlyList<StepType> Create(GenerationTools tools, ContractSources sources) =>
    [
        new ContractGenerateStep(tools.Weir),
        new ContractModelsStep(tools.Templates),
        new ContractPackageStep(tools),
        new ContractParseStep(sources),
        new ContractReviewStep(tools.References, tools.Quorums),
        new ContractTestsStep(tools.Templates),
        new ContractValidateStep(tools.References),
        new ContractValidatorsStep(tools.Templates),
        new CSharpCompileStep(tools.References),
        new TemplateRenderStep(),
    ];
}

/// <summary>What the stages of a generation share.</summary>
/// <param name="Templates">What code is rendered from.</param>
/// <param name="References">What code is compiled against.</param>
/// <param name="Folders">The output folders that are open.</param>
/// <param name="Quorums">Who is asked about packages.</param>
/// <param name="Weir">How packages find Weir; null: it is looked for.</param>
internal sealed record GenerationTools(Lazy<TemplateCatalog> Templates, ReferenceSet References, PackageFolders Folders, ReviewQuorums Quorums, WeirReference? Weir)
{
    /// <summary>Why the shipped templates stand in for those that were asked for; null: they do not.</summary>
    public string? Degradation { get; init; }
}
