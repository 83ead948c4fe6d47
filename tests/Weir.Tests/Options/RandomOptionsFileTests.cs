using System.Text;
using Weir.Tests.Pipelines.Randomized;

namespace Weir.Tests.Options;

/// <summary>Random options come back as they were written; random damage to a file is told with a place and never anything else.</summary>
public sealed class RandomOptionsFileTests
{
    private static readonly int Cases = RandomPipelineTests.Setting("WEIR_RANDOM_CASES", 2_000);

    private static readonly int Seed = RandomPipelineTests.Setting("WEIR_RANDOM_SEED", 20_261_121);

    // What damages most: marks of JSON, ends of texts, and parts of characters.
    private static readonly byte[] Marks = [.. "{}[]:,\"\\ \n-.0e\u00e4tnu"u8, 0xFF, 0x80, 0];

    [Fact]
    public void Options_ThatAreWrittenAndRead_AreTheSame()
    {
        for (var number = 0; number < Cases; number++)
        {
            var options = DrawnOptions.Draw(new Random(Seed + number));
            if (Contradiction.Of(options).Any())
            {
                continue;
            }

            var json = OptimizationOptionsFile.ToJson(options);
            var read = OptimizationOptionsFile.Read(json);
            Assert.True(options == read, $"Case {number}: {json}");
            Assert.Equal(options.Hash, read.Hash);
            Assert.Equal(json, OptimizationOptionsFile.ToJson(read));
        }
    }

    [Fact]
    public void Read_OfADamagedFile_GivesOptionsOrProblemsWithPlaces()
    {
        var refused = 0;
        for (var number = 0; number < Cases; number++)
        {
            var random = new Random(Seed + number);
            var bytes = Encoding.UTF8.GetBytes(OptimizationOptionsFile.ToJson(DrawnOptions.Draw(random))).ToList();
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                Damage(bytes, random);
            }

            refused += IsRefused([.. bytes], number) ? 1 : 0;
        }

        Assert.InRange(refused, Cases / 4, Cases);
    }

    private static bool IsRefused(byte[] json, int number)
    {
        try
        {
            var options = OptionsReader.Read(json, "f");
            Assert.Equal(options, OptimizationOptionsFile.Read(OptimizationOptionsFile.ToJson(options)));
            return false;
        }
        catch (OptionsFileException error)
        {
            var lines = Encoding.UTF8.GetString(json).Split('\n');
            Assert.All(error.Problems, one =>
            {
                Assert.InRange(one.Line, 1, lines.Length);
                Assert.True(one.Column >= 1 && one.Column <= lines[one.Line - 1].Length + 1, $"Case {number}: {one}");
                Assert.DoesNotContain('\n', one.Message);
            });
            return true;
        }
    }

    private static void Damage(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 30), bytes.Count - at);
        switch (random.Next(4))
        {
            case 0:
                bytes[at] = Marks[random.Next(Marks.Length)];
                break;
            case 1:
                bytes.Insert(at, Marks[random.Next(Marks.Length)]);
                break;
            case 2 when length < bytes.Count:
                bytes.RemoveRange(at, length);
                break;
            default:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
        }
    }
}
