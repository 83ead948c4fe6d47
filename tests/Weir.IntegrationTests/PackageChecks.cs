using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.IntegrationTests;

/// <summary>Builds and tests a generated package the way its user would.</summary>
internal static partial class PackageChecks
{
    private const int LeastTestCases = 15;

    public static async Task TestAsync(string package, IReadOnlyDictionary<string, string>? environment = null)
    {
        var outcome = await Tool.RunAsync("dotnet", System.IO.Path.GetDirectoryName(package)!, ["test", package], environment);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.DoesNotContain("warning", outcome.Output, StringComparison.OrdinalIgnoreCase);
        var summary = Summary().Match(outcome.Output);
        Assert.True(summary.Success, outcome.Output);
        Assert.Equal("0", summary.Groups["failed"].Value);
        Assert.InRange(int.Parse(summary.Groups["passed"].Value, CultureInfo.InvariantCulture), LeastTestCases, int.MaxValue);
    }

    [GeneratedRegex(@"Failed: +(?<failed>\d+), Passed: +(?<passed>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Summary();
}
