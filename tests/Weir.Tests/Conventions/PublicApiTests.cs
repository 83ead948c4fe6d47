using System.Reflection;

namespace Weir.Tests.Conventions;

/// <summary>
/// What each library offers, kept in a text file so that a change of it is seen in review. WEIR_APPROVE=1 writes the files anew.
/// </summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("Weir.Core")]
    [InlineData("Weir.Yaml")]
    [InlineData("Weir.Generation")]
    [InlineData("Weir.AI")]
    [InlineData("Weir.Lab")]
    public void PublicApi_IsTheApprovedOne(string assembly)
    {
        var actual = PublicApiDump.Of(Assembly.Load(assembly));
        var file = Path.Combine(Repository.Root, "tests", "Weir.Tests", "Conventions", "PublicApi", $"{assembly}.txt");
        if (Environment.GetEnvironmentVariable("WEIR_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        var (now, before) = (actual.Split('\n'), approved.Split('\n'));
        var changes = before.Except(now).Select(static line => $"- {line}").Concat(now.Except(before).Select(static line => $"+ {line}"));
        Assert.True(
            actual == approved,
            $"The public API of {assembly} changed; if that is meant, run the tests once with WEIR_APPROVE=1.\n{string.Join('\n', changes)}");
    }
}
