using Weir.Generation.Contracts;
using Weir.Yaml;
using Weir.Yaml.StepTypes;

namespace Weir.Generation.StepTypes;

/// <summary><c>contract.parse</c>.</summary>
/// <param name="sources">Contracts that were read already.</param>
internal sealed class ContractParseStep(ContractSources sources) : StepType(
    "contract.parse",
    "Reads a contract and checks it; every mistake in it is named with its place.",
    new StepParameter("path", ValueShape.Text, "The file of the contract, relative to the folder of the workflow.") { IsRequired = true, Permission = PermissionKind.Read })
{
    public override ValueShape OutputOf(IReadOnlySet<string> given) => ContractValue.Shape;

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var path = arguments.Text("path");
        context.CancellationToken.ThrowIfCancellationRequested();
        try
        {
            return sources.Find(path) is { } known
                ? Parse(known.Bytes ?? throw new ContractRefusedException(known.Problem!), known.Label, sources.SameName(known))
                : Parse(await ReadAsync(arguments.Access.PathToRead(path), context.CancellationToken).ConfigureAwait(false), path, []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return context.Fail<object?>($"The contract '{path}' cannot be read: {error.Message}");
        }
    }

    // One byte more than a contract may have is enough for the reader to refuse it.
    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) =>
        (await BoundedFile.ReadAsync(path, YamlLimits.Default.MaxBytes + 1, cancellationToken).ConfigureAwait(false)).Bytes.ToArray();

    private static ContractValue Parse(byte[] bytes, string path, IEnumerable<Diagnostic> more) =>
        ContractValue.Of(ContractRefusedException.Demand(ContractReader.Read(bytes, path), more));
}
