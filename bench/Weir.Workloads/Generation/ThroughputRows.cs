using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weir.Generation;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Packaging;
using Weir.Generation.Templates;
using Weir.Generation.Validation;
using Weir.Workloads.Workflows;

namespace Weir.Workloads.Generation;

/// <summary>
/// Two hundred contracts, the four of the samples under other names, in a process that is warm: read, rendered and compiled to an assembly, two at a time. Then with the tests compiled too,
/// against the xunit assemblies of tests/Weir.Tests. Then the whole job: judged by all validators, written to the disk. And whether memory grows over two thousand.
/// </summary>
internal static class ThroughputRows
{
    public const string Name = "generate-200";

    private const int Count = 200;
    private const int Rounds = 3;
    private const int WholeRounds = 2;
    private const int Many = 2_000;

    public static async Task<IReadOnlyList<WorkloadRow>> AllAsync(string group)
    {
        var references = new ReferenceSet();
        MetadataReference[] withTests = [.. references.References, .. TestFramework()];
        Compile(Count, references, withTests);
        List<WorkloadRow> rows =
        [
            PerSecond($"{Name}: node, models, validators compiled", group, 60, Middle(() => Compile(Count, references, null))),
            PerSecond($"{Name}: tests compiled too", group, 25, Middle(() => Compile(Count, references, withTests))),
            PerSecond($"{Name}: the whole job, judged by all validators, written", group, null, await WholeAsync(null)),
            PerSecond($"{Name}: the whole job with --quorum local", group, null, await WholeAsync("local")),
            Memory(group, references),
        ];
        return rows;
    }

    private static double Middle(Func<TimeSpan> round) => Count / Timing.Median(Enumerable.Range(0, Rounds).Select(_ => round().TotalSeconds));

    private static TimeSpan Compile(int count, ReferenceSet references, IReadOnlyList<MetadataReference>? testFramework)
    {
        using var catalog = new TemplateCatalog();
        var began = Stopwatch.GetTimestamp();
        Parallel.ForEach(Checkout.ManyContracts(count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, yaml => CompileOne(yaml, catalog, references, testFramework));
        return Stopwatch.GetElapsedTime(began);
    }

    private static void CompileOne(string yaml, TemplateCatalog catalog, ReferenceSet references, IReadOnlyList<MetadataReference>? testFramework)
    {
        var contract = ContractReader.Read(yaml, "contract.yaml").Contract ?? throw new InvalidOperationException("A contract of the samples was refused.");
        var code = new PackageCode(contract, catalog);
        var package = CodeCompilation.OfPackage(Trees([.. code.Models(), .. code.Validators()]), references);
        Require(package);
        if (testFramework is not null)
        {
            Require(CodeCompilation.OfTests(package, Trees(code.Tests().Files), testFramework));
        }
    }

    private static IEnumerable<SyntaxTree> Trees(IEnumerable<GeneratedFile> files) =>
        files.Where(static file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(static file => CodeCompilation.Read(file.Text, file.Path, CancellationToken.None));

    private static void Require(CSharpCompilation compilation)
    {
        var result = compilation.Emit(Stream.Null);
        if (!result.Success)
        {
            throw new InvalidOperationException($"{compilation.AssemblyName} does not compile: {result.Diagnostics.First(static one => one.Severity == DiagnosticSeverity.Error)}");
        }
    }

    private static async Task<double> WholeAsync(string? quorum)
    {
        List<double> rounds = [];
        for (var round = 0; round < WholeRounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("weir-bench-").FullName;
            try
            {
                rounds.Add(Count / (await WholeAsync(folder, quorum)).TotalSeconds);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return Timing.Median(rounds);
    }

    private static async Task<TimeSpan> WholeAsync(string folder, string? quorum)
    {
        var contracts = Directory.CreateDirectory(Path.Combine(folder, "contracts")).FullName;
        foreach (var (number, yaml) in Checkout.ManyContracts(Count).Index())
        {
            await File.WriteAllTextAsync(Path.Combine(contracts, $"{number:000}.yaml"), yaml);
        }

        var job = await GenerationJob.PrepareAsync(new GenerationRequest
        {
            Contracts = [contracts],
            Output = Path.Combine(folder, "out"),
            Reference = WeirReference.ToProject(Path.Combine(Checkout.Root, "src", "Weir", "Weir.csproj")),
            Quorum = quorum,
        });
        var report = await job.RunAsync();
        return report.Packages.Count == Count && report.Failures.Count == 0
            ? report.Duration
            : throw new InvalidOperationException($"{report.Packages.Count} of {Count} packages were written: {(report.Failures.Count > 0 ? report.Failures[0].Error : "none failed")}");
    }

    private static WorkloadRow PerSecond(string name, string group, double? goal, double rate) =>
        new(name, group, "packages/s", Math.Round(rate, 1)) { Goal = goal is null ? null : FormattableString.Invariant($"≥ {goal}"), Met = goal is null ? null : rate >= goal };

    /// <summary>What is kept after 200 and after 2,000, in MB; flat is within a tenth and 5 MB.</summary>
    private static WorkloadRow Memory(string group, ReferenceSet references)
    {
        using var catalog = new TemplateCatalog();
        List<double> kept = [];
        foreach (var some in Checkout.ManyContracts(Many).Chunk(Count))
        {
            Parallel.ForEach(some, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, yaml => CompileOne(yaml, catalog, references, null));
            kept.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
        }

        return new WorkloadRow("generate-2000: memory kept after 2,000, floor after 200", group, "MB", Math.Round(kept[^1], 1), Math.Round(kept[0], 1))
        {
            Ratio = Math.Round(kept[^1] / kept[0], 3),
            Goal = "flat: within a tenth and 5 MB",
            Met = kept[^1] <= (kept[0] * 1.1) + 5,
        };
    }

    private static IEnumerable<MetadataReference> TestFramework()
    {
        var folder = Path.Combine(Checkout.Root, "tests", "Weir.Tests", "bin", "Release", "net10.0");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "xunit.v3*.dll") : [];
        return files.Length > 0
            ? files.Select(static file => MetadataReference.CreateFromFile(file))
            : throw new FileNotFoundException($"There is no xunit in {folder}; build the solution with --configuration Release first.");
    }
}
