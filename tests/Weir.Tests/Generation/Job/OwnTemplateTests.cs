using Weir.Generation;
using Weir.Generation.Contracts;
using Weir.Generation.Packaging;
using Weir.Tests.Conventions;
using Weir.Yaml;

namespace Weir.Tests.Generation.Job;

/// <summary>Templates of the user's own in a generation: what is said of those that replace none, and of names that the job does not give.</summary>
public sealed class OwnTemplateTests : IDisposable
{
    private const string Custom = "template: { variant: custom, custom_template: mine/user }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OfAContractThatNamesATemplate_UsesItAndSaysNothingOfIt()
    {
        WriteUserTemplate("");
        _folder.Write("templates/mine/page.hbs", "x");
        var report = await RunAsync(Custom);
        Assert.Equal(RunStatus.Completed, report.Status);
        Assert.StartsWith("// Ours.", _folder.Read("out/NodeAlphaEffect")["src/NodeAlphaEffect/NodeAlphaEffect.cs"], StringComparison.Ordinal);
        var info = Assert.Single(report.Warnings);
        Assert.Equal((DiagnosticSeverity.Info, GenerationCodes.UnusedTemplate), (info.Severity, info.Code));
        Assert.Contains("'mine/page' replaces none", info.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mine/user", "There is no template 'mine/user'; write 'mine/user.hbs' into a folder, and name the folder with --templates.")]
    [InlineData("../user", "'../user' is no id of a template; ")]
    public async Task Run_WhenTheTemplateThatAContractNamesIsMissing_SaysWhereItIsNamed(string id, string expected)
    {
        Directory.CreateDirectory(_folder.Below("templates"));
        var failure = Assert.Single((await RunAsync(Custom.Replace("mine/user", id, StringComparison.Ordinal))).Failures);
        Assert.Equal(GenerationJob.Models, failure.Stage);
        Assert.StartsWith($"{_folder.Below("in/a.yaml")}:6:47: error {ContractCodes.CustomTemplate}: {expected}", failure.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node/user", "")]
    [InlineData("mine/user", Custom)]
    public async Task Run_OfANameThatTheJobDoesNotGive_IsReportedAsByTheCheck(string id, string rest)
    {
        WriteUserTemplate("{{Namespcae}}", id);
        var failure = Assert.Single((await RunAsync(rest)).Failures);
        Assert.Equal(
            $"{_folder.Below($"templates/{id}.hbs")}:1:9: error WEIR3102: The template asks for 'Namespcae', and nothing here is called 'Namespcae'; did you mean 'Namespace'?",
            failure.Error);
    }

    [Fact]
    public async Task Run_OfAnUnknownNameInATemplateThatAnotherOneShows_HasTheCode()
    {
        WriteUserTemplate("{{> note}}");
        _folder.Write("templates/note.hbs", "{{Nope}}");
        var failure = Assert.Single((await RunAsync(Custom)).Failures);
        Assert.StartsWith($"{_folder.Below("templates/note.hbs")}:1:1: error WEIR3102: The template asks for 'Nope', which its data has not; ", failure.Error, StringComparison.Ordinal);
    }

    private void WriteUserTemplate(string more, string id = "mine/user")
    {
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "src", "Weir.Generation", "Templates", "node", "user.hbs"));
        _folder.Write($"templates/{id}.hbs", $"// Ours.{more}\n{shipped}");
    }

    private async Task<GenerationReport> RunAsync(string rest)
    {
        _folder.Write("in/a.yaml", GeneratedCode.Yaml(rest, "NodeAlphaEffect"));
        var request = new GenerationRequest
        {
            Contracts = [_folder.Below("in/a.yaml")],
            Output = _folder.Below("out"),
            Templates = _folder.Below("templates"),
            Reference = WeirReference.ToProject(Path.Combine(Repository.Root, "src", "Weir", "Weir.csproj")),
        };
        var job = await GenerationJob.PrepareAsync(request, Some.Token);
        return await job.RunAsync(null, Some.Token);
    }
}
