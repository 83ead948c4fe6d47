using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;

namespace Weir.Generation.StepTypes;

/// <summary><c>contract.models</c>.</summary>
internal sealed class ContractModelsStep(Lazy<TemplateCatalog> templates) : ContractStep(templates, "contract.models", "Writes the code of a contract's models and node; nothing is put on the disk.")
{
    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.MapOf(("files", FileValues.Shape));

    protected override object? Run(Contract contract, StepArguments arguments, StepContext context) =>
        new OrderedDictionary<string, object?> { ["files"] = FileValues.Of(new PackageCode(contract, Templates).Models()) };
}

/// <summary><c>contract.validators</c>.</summary>
internal sealed class ContractValidatorsStep(Lazy<TemplateCatalog> templates) : ContractStep(templates, "contract.validators", "Writes the code that checks a contract's models; nothing is put on the disk.")
{
    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.MapOf(("files", FileValues.Shape));

    protected override object? Run(Contract contract, StepArguments arguments, StepContext context) =>
        new OrderedDictionary<string, object?> { ["files"] = FileValues.Of(new PackageCode(contract, Templates).Validators()) };
}

/// <summary><c>contract.tests</c>.</summary>
internal sealed class ContractTestsStep(Lazy<TemplateCatalog> templates) : ContractStep(templates, "contract.tests", "Writes the tests of a contract's package, and says what they cannot try; nothing is put on the disk.")
{
    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.MapOf(("files", FileValues.Shape), ("warnings", DiagnosticValues.Shape));

    protected override object? Run(Contract contract, StepArguments arguments, StepContext context)
    {
        var (files, warnings) = new PackageCode(contract, Templates).Tests();
        return new OrderedDictionary<string, object?> { ["files"] = FileValues.Of(files), ["warnings"] = DiagnosticValues.Of(warnings) };
    }
}
