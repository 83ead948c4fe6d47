using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Packaging;
using Weir.Generation.Templates;
using Weir.Generation.Templates.Checking;

namespace Weir.Generation;

/// <summary>What the job gives each template, found by rendering the contracts of the samples and looking on: so it is always what this version gives.</summary>
internal static class JobVariables
{
    private const string Prefix = "contracts/";

    // It is the same as long as the process lives.
    private static readonly Lazy<IReadOnlyDictionary<string, ViewShape>> Found = new(Look);

    /// <summary>What it gives, by the id of the template.</summary>
    public static IReadOnlyDictionary<string, ViewShape> Find() => Found.Value;

    private static Dictionary<string, ViewShape> Look()
    {
        var shapes = new Dictionary<string, ViewShape>(StringComparer.Ordinal);
        using var catalog = new TemplateCatalog { Rendering = (id, view) => Look(shapes, id, view) };
        foreach (var contract in Samples())
        {
            var code = new PackageCode(contract, catalog);
            code.Models();
            code.Validators();
            code.Tests();
            new ProjectFiles(contract, code.Names, catalog, GenerationJob.WeirVersion).Write();
        }

        return shapes;
    }

    private static void Look(Dictionary<string, ViewShape> shapes, string id, object? view)
    {
        if (!shapes.TryGetValue(id, out var shape))
        {
            shapes.Add(id, shape = new ViewShape());
        }

        shape.Add(view);
    }

    private static IEnumerable<Contract> Samples()
    {
        var assembly = typeof(JobVariables).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            if (ContractReader.Read(reader.ReadToEnd(), name).Contract is { } contract)
            {
                yield return contract;
            }
        }
    }
}
