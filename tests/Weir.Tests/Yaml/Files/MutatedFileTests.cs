using System.Text;
using Weir.Tests.Pipelines.Randomized;
using Weir.Yaml;
using Weir.Yaml.Files;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.Files;

/// <summary>Workflow files that were changed at random: each is accepted, or refused with places; nothing throws, and nothing hangs.</summary>
/// <remarks><c>WEIR_RANDOM_FILES=100000</c> tries as many.</remarks>
public class MutatedFileTests
{
    private const string Rare = "{}[]:,-'\"$&*!|>%@`#?~\n\t\r 0aß\u0085\u2028\ufeff\\.";

    private static readonly int Count = RandomPipelineTests.Setting("WEIR_RANDOM_FILES", 4_000);
    private static readonly WorkflowFileOptions Options = new() { Types = new StepTypeCatalog(StandardStepTypes.All) };

    private static readonly string[] Fragments =
    [
        "${{ steps.", "${{ item }}", "}}", "&a ", "*a", "<<: *a\n", "? ", "!!binary ", "|2\n", ">-\n", "- - - ", "steps:\n", "needs: [", "for-each: ",
        "timeout: 1e9h", "retry: {attempts: -1}", "1e309", "0x7fffffffffffffffff", "'''", "\"\\ud800\"", "weir: 1\n", "---\n", "...\n", "%YAML 1.1\n",
    ];

    [Fact(Timeout = 600_000)]
    public async Task Read_OfAChangedText_AcceptsOrRefusesWithPlaces()
    {
        await Task.Yield();
        var sound = WorkflowPage.WholeExample;
        Assert.NotNull(Read(Encoding.UTF8.GetBytes(sound)).File);
        var accepted = 0;
        for (var seed = 0; seed < Count; seed++)
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(Change(sound, random));
            if (random.Next(4) == 0 && bytes.Length > 0)
            {
                // Bytes that are no text.
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var reading = Read(bytes);
            Assert.True(reading.File is not null || reading.Diagnostics.Any(static finding => finding.Severity == DiagnosticSeverity.Error), $"seed {seed}");
            Assert.All(reading.Diagnostics, finding => Assert.True(finding.Position.Line >= 1 && finding.Position.Column >= 1, $"seed {seed}: {finding}"));
            if (reading.File is { } file)
            {
                accepted++;
                var printed = file.ToYaml();
                var again = Read(Encoding.UTF8.GetBytes(printed));
                Assert.True(again.File is not null, $"seed {seed}: {string.Join("; ", again.Diagnostics)}\n{printed}");
                var (facts, factsAgain) = (WorkflowFileTests.Facts(file.Document), WorkflowFileTests.Facts(again.File.Document));
                Assert.True(facts == factsAgain, $"seed {seed} does not read as it prints:\n{Difference(facts, factsAgain)}");
                var bound = file.Bind(new WorkflowBinding { Kept = file.Document.Inputs.ToDictionary(static input => input.Name.Text, static _ => (object?)null) });
                Assert.True(bound.Workflow is not null, $"seed {seed}: {string.Join("; ", bound.Diagnostics)}");
            }
        }

        Assert.InRange(accepted, Count / 100, Count);
    }

    private static string Difference(string left, string right) => string.Join(
        "\n", left.Split('\n').Zip(right.Split('\n')).Where(static pair => pair.First != pair.Second).Take(3).Select(static pair => $"{pair.First}\n{pair.Second}"));

    internal static string Change(string sound, Random random)
    {
        var text = new StringBuilder(sound);
        for (var change = random.Next(1, 4); change > 0 && text.Length > 0; change--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 10), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Rare[random.Next(Rare.Length)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(32, 127);
                    break;
                case 3:
                    text.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 4:
                    text.Insert(at, new string(Rare[random.Next(Rare.Length)], random.Next(1, 300)));
                    break;
                default:
                    text.Insert(at, sound.AsSpan(random.Next(sound.Length / 2), random.Next(1, 60)));
                    break;
            }
        }

        return text.ToString();
    }

    private static WorkflowFileReading Read(byte[] utf8) => WorkflowFile.Read(utf8, "w.yaml", Options);
}
