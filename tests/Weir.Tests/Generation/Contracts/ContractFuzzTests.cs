using System.Diagnostics;
using System.Text;
using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Tests.Generation.Contracts;

/// <summary>Contracts changed at random, from a seed: each is accepted, or refused with a place, and none hangs or throws.</summary>
public sealed class ContractFuzzTests
{
    private static readonly string[] Pieces =
    [
        "[", "]", "{", "}", ":", ": ", "- ", "? ", "&a ", "*a", "<<: ", "!!int ", "!x ", "|", ">", "'", "\"", "\\", "#", "%", "@", "---\n", "...\n", "\t", "\r", "\n",
        "\0", "\uFEFF", "\u2028", "\u202E", "😀", "null", "~", "1e999", "-1", ".inf", "0x", "$ref", "#/definitions/Order", "type: ", "object", "[[[[[[", "{a: {a: {a: ",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Read_OfAChangedContract_NeverThrowsAndAlwaysNamesAPlace(int seed)
    {
        var random = new Random(seed);
        var sources = new[] { ContractPage.Example("full"), ContractPage.Example("minimal") };
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 800 && watch.Elapsed < TimeSpan.FromSeconds(20); i++)
        {
            var text = Change(sources[i % 2], random);
            Check(ContractReader.Read(text, Sample.File), text);
            ContractReader.PeekName(text, Sample.File);
        }
    }

    [Fact]
    public void Read_OfChangedBytes_NeverThrowsAndAlwaysNamesAPlace()
    {
        var random = new Random(5);
        var source = Encoding.UTF8.GetBytes(ContractPage.Example("full"));
        for (var i = 0; i < 300; i++)
        {
            var bytes = source.AsSpan(0, random.Next(source.Length)).ToArray();
            for (var n = random.Next(8); n > 0 && bytes.Length > 0; n--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            Check(ContractReader.Read(bytes, Sample.File), Encoding.UTF8.GetString(bytes));
            ContractReader.PeekName(bytes, Sample.File);
        }
    }

    internal static void Check(ContractReading reading, string text)
    {
        var errors = reading.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(reading.Contract is null == errors.Count > 0, text);
        var lines = text.Count(c => c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085') + 1;
        foreach (var diagnostic in reading.Diagnostics)
        {
            Assert.True(diagnostic.Position.Line >= 1 && diagnostic.Position.Line <= lines && diagnostic.Position.Column >= 1, $"{diagnostic}\n{text}");
            Assert.DoesNotContain('\n', diagnostic.Message);
        }
    }

    internal static string Change(string text, Random random)
    {
        var builder = new StringBuilder(text);
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(builder.Length);
            switch (random.Next(6))
            {
                case 0:
                    builder.Remove(at, Math.Min(random.Next(1, 30), builder.Length - at));
                    break;
                case 1:
                    builder.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    builder[at] = (char)random.Next(1, 0x2FF);
                    break;
                case 3:
                    SwapWords(builder, random);
                    break;
                case 4:
                    CopyLine(builder, random);
                    break;
                default:
                    builder.Insert(at, random.Next(-100, 100));
                    break;
            }
            if (builder.Length == 0)
            {
                break;
            }
        }
        return builder.ToString();
    }

    private static void SwapWords(StringBuilder builder, Random random)
    {
        var words = builder.ToString().Split((char[])[' ', '\n', ':', '[', ']', '{', '}', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1)
        {
            builder.Replace(words[random.Next(words.Length)], words[random.Next(words.Length)]);
        }
    }

    private static void CopyLine(StringBuilder builder, Random random)
    {
        var lines = builder.ToString().Split('\n').ToList();
        lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)]);
        builder.Clear().AppendJoin('\n', lines);
    }
}
