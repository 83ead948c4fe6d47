using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;
using Weir.Tests.Conventions;
using Weir.Tests.Generation.Contracts;

namespace Weir.Tests.Generation.Hostile;

/// <summary>
/// Every sample and every example of the pages, changed in structure or text: each is refused with a place, or read, and what is
/// read is also rendered, and one in so many compiled. <c>WEIR_RANDOM_CONTRACTS</c> asks for more of them than a usual run.
/// </summary>
public partial class ContractMutationTests
{
    // About a hundred are compiled however many are asked for.
    private const int LeastBetweenCompilations = 12;

    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("WEIR_RANDOM_CONTRACTS") ?? "300", CultureInfo.InvariantCulture);

    private static readonly (string Text, JsonObject Tree)[] Sources = [.. Texts().Select(static text => (text, ContractMutation.Parse(text)))];

    [Fact]
    public void Contract_ChangedAtRandom_IsRefusedWithAPlaceOrRendersAndCompiles()
    {
        var templates = new TemplateCatalog();
        var read = 0;
        var compiled = 0;
        var every = Math.Max(LeastBetweenCompilations, Count / 200);
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = Some.Token }, seed =>
        {
            var text = Changed(seed);
            var reading = ContractReader.Read(text, Contracts.Sample.File);
            ContractFuzzTests.Check(reading, text);
            if (reading.Contract is not { } contract || Render(contract, templates) is not { } files)
            {
                return;
            }

            Assert.All(files, static file => Assert.DoesNotContain(file.Text.EnumerateRunes(), static rune => rune.Value != '\n' && HiddenCharacters.IsHidden(rune)));
            if (Interlocked.Increment(ref read) % every == 1)
            {
                Interlocked.Increment(ref compiled);
                var problems = GeneratedCode.Compile(files).GetDiagnostics(Some.Token).Where(static one => one.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).ToArray();
                Assert.True(problems.Length == 0, $"Seed {seed}: {string.Join('\n', problems.Take(5))}\n{text}");
            }
        });
        Assert.True(compiled > 0 && read < Count, $"Of {Count} contracts {read} were read and {compiled} compiled.");
    }

    // A contract may name a template of its own, and the job has none of that name: null then.
    private static GeneratedFile[]? Render(Contract contract, TemplateCatalog templates)
    {
        try
        {
            var code = new PackageCode(contract, templates);
            return [.. code.Models(), .. code.Validators(), .. code.Tests().Files];
        }
        catch (TemplateException problem) when (contract.CustomTemplate is { } own)
        {
            Assert.Contains(own, problem.Message, StringComparison.Ordinal);
            return null;
        }
    }

    private static string Changed(int seed)
    {
        var random = new Random(seed);
        var (text, tree) = Sources[random.Next(Sources.Length)];
        return seed % 3 == 0 ? ContractFuzzTests.Change(text, random) : ContractMutation.Write(tree, random);
    }

    private static IEnumerable<string> Texts()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "samples", "contracts"), "*.yaml").Order(StringComparer.Ordinal))
        {
            yield return File.ReadAllText(file);
        }

        foreach (var page in (string[])["contracts.md", "errors.md"])
        {
            foreach (Match block in Yaml().Matches(ContractPage.ReadDocument(page)))
            {
                var text = block.Groups[1].Value;
                var whole = text.Contains("node_type:", StringComparison.Ordinal) ? text : Contracts.Sample.Header + text;
                if (Weir.Yaml.YamlReader.Read(whole, Contracts.Sample.File) is { Root: Weir.Yaml.YamlMapping, Diagnostics.Count: 0 })
                {
                    yield return whole;
                }
            }
        }
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
