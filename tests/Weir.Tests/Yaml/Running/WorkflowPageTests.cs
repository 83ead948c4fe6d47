using System.Text.RegularExpressions;
using Weir.Tests.Yaml.Files;
using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Running;

/// <summary>docs/workflows.md says what runs do.</summary>
public sealed partial class WorkflowPageTests
{
    [Fact]
    public void Page_HasTheProfilesAsTheyAre() => Assert.Equal(
        Profiles.All.Select(static profile => $"| `{profile.Name}` | {Durations.ToText(profile.StageTimeout)} | {(profile.FailFast ? "yes" : "no")} |"),
        Rows().Matches(WorkflowPage.Text).Select(static match => match.Value));

    [Fact]
    public async Task Page_HasAnExampleThatRuns()
    {
        using var flow = new Flow();
        var binding = new WorkflowBinding
        {
            Inputs = new Dictionary<string, string> { ["token"] = "hunter22" },
            Answers = new Dictionary<string, string> { ["sign-off"] = "yes" },
        };
        var outputs = await flow.GiveAsync(WorkflowPage.ExampleAfter("## Approvals"), binding);
        Assert.Equal("yes", outputs["answer"]);
        Assert.Equal("1.0", await File.ReadAllTextAsync(flow.Folder.Below("out", "version.txt"), Some.Token));
    }

    [GeneratedRegex("^\\| `(development|staging|production)` \\|.*$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
