using System.Text.RegularExpressions;

namespace Weir.IntegrationTests;

/// <summary>The programs that the documents show, run as they stand there.</summary>
public sealed partial class DocumentTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task NodesPage_ItsProgram_PrintsWhatThePageSays()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Tool.Root, "docs", "nodes.md"), TestContext.Current.CancellationToken);
        var generated = await Tool.WeirAsync(_scratch.Path, "generate", Path.Combine(Tool.Root, "samples", "contracts"), "--out", "out");
        Assert.True(generated.ExitCode == 0, generated.Error);
        var printed = await RunAsync(Block(page, "csharp"), "out/NodeParcelDispatchOrchestrator/src/NodeParcelDispatchOrchestrator/NodeParcelDispatchOrchestrator.csproj");
        Assert.Equal(After(page, "It prints\n\n```\n"), printed);
    }

    [Fact]
    public async Task Readme_ItsProgram_Runs()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Tool.Root, "README.md"), TestContext.Current.CancellationToken);
        var printed = await RunAsync(Block(page, "csharp"), Path.Combine(Tool.Root, "src", "Weir", "Weir.csproj"));
        Assert.StartsWith("Completed 13; Failed: ", printed, StringComparison.Ordinal);
    }

    /// <summary>Times differ from run to run, the bars with them, and so does which of two commands is done first.</summary>
    [Fact]
    public async Task Readme_ItsWorkflow_PrintsWhatThePageSays()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Tool.Root, "README.md"), TestContext.Current.CancellationToken);
        _scratch.Write("versions.weir.yaml", Block(page, "yaml"));
        var outcome = await Tool.WeirAsync(_scratch.Path, "run", "versions.weir.yaml");
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        var printed = WithoutTimes(outcome.Output);
        Assert.All(WithoutTimes(After(page, "(times are those of one run):\n\n```\n")), line => Assert.Contains(line, printed));
        Assert.StartsWith("10.", await File.ReadAllTextAsync(_scratch.Below("out", "versions.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string[] WithoutTimes(string text) => [.. text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(static line => Bars().Replace(Share().Replace(Time().Replace(line, "TIME"), "SHARE"), " ").TrimEnd())];

    private async Task<string> RunAsync(string program, string reference)
    {
        _scratch.Write("app/Program.cs", program);
        _scratch.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Path.Combine(_scratch.Path, reference)}" />
              </ItemGroup>
            </Project>
            """);
        var outcome = await Tool.DotnetAsync(_scratch.Path, "run", "--project", "app");
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        return outcome.Output.ReplaceLineEndings("\n");
    }

    private static string Block(string page, string language) => CodeBlock().Matches(page).First(match => match.Groups["language"].Value == language).Groups["code"].Value;

    private static string After(string page, string words)
    {
        var start = page.IndexOf(words, StringComparison.Ordinal) + words.Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)? %", RegexOptions.CultureInvariant)]
    private static partial Regex Share();

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?(ms|s|m|h)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex("[ *█]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Bars();

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CodeBlock();
}
