using Weir.Generation.Validation;
using Weir.Generation.Validation.Compliance;
using Weir.Generation.Validation.Quality;
using Weir.Tests.Conventions;
using Weir.Tests.Generation.Validation.Mutating;

namespace Weir.Tests.Generation.Validation;

/// <summary>Generated code that is made wrong is noticed: by the compiler, by a validator, or by a test of its own package.</summary>
public class GeneratedMutationTests(ITestOutputHelper output)
{
    private const int MutationsOfAKind = 4;

    private const double LeastCaught = 0.95;

    private static readonly Validator[] Validators = [.. StandardValidators.All];

    [Fact]
    public async Task Mutations_OfTheSamples_AreCaught()
    {
        var random = new Random(20261121);
        var survivors = new List<Mutation>();
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples/contracts"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var package = new GeneratedPackage(GeneratedCode.Read(await File.ReadAllTextAsync(file, Some.Token)));
            Assert.Null(await package.FindAsync(Validators, null));
            foreach (var mutation in Choose(package, random))
            {
                count++;
                var finder = await package.FindAsync(Validators, mutation);
                output.WriteLine($"{finder ?? "SURVIVES"} <- {mutation}");
                if (finder is null)
                {
                    survivors.Add(mutation);
                }
            }
        }

        output.WriteLine($"{count} mutations, {survivors.Count} survive.");
        Assert.True(count >= 200, $"There are only {count} mutations.");
        Assert.True(survivors.Count <= (1 - LeastCaught) * count, $"{survivors.Count} of {count} mutations survive:\n{string.Join('\n', survivors)}");
    }

    /// <summary>Some mutations of each kind, the same ones at each run.</summary>
    private static IEnumerable<Mutation> Choose(GeneratedPackage package, Random random) => package.Files
        .SelectMany(file => Mutations.Of(file, package.Kind))
        .GroupBy(mutation => mutation.Kind)
        .SelectMany(group => group.OrderBy(_ => random.Next()).Take(MutationsOfAKind).ToList());
}
