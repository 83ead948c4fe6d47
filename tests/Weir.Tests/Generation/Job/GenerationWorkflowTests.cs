using Weir.Generation;
using Weir.Generation.Packaging;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Job;

/// <summary>Generations by a workflow file that is not the shipped one.</summary>
public sealed class GenerationWorkflowTests : IDisposable
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(Repository.Root, "samples", "workflows", "generate", "generate.weir.yaml"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_ByAFileOfTheUsersOwn_DoesWhatItSays()
    {
        _folder.Write("in/a.yaml", GeneratedCode.Yaml("", "NodeAlphaEffect"));
        var own = _folder.Write("elsewhere/mine.weir.yaml", Shipped
            .Replace("write: [ out/ ]", "write: [ notes/ ]", StringComparison.Ordinal)
            .Replace("outputs:", "      - name: note\n        uses: file.write\n        with: { path: notes/done.txt, text: \"${{ steps.package.output.name }}\" }\noutputs:", StringComparison.Ordinal));
        var report = await RunAsync(own);
        Assert.Equal("NodeAlphaEffect", Assert.Single(report.Packages).Name);
        Assert.Equal(["package[a.yaml]", "note[a.yaml]"], report.Stages[^1].Steps.Select(static step => step.Name));
        Assert.Equal("NodeAlphaEffect", await File.ReadAllTextAsync(_folder.Below("elsewhere", "notes", "done.txt"), Some.Token));
        Assert.Equal(["NodeAlphaEffect"], Directory.EnumerateFileSystemEntries(_folder.Below("out")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("stages:", "steps:", "mine.weir.yaml:2:1: error WEIR")]
    [InlineData("  contract: {", "  kontrakt: {", "mine.weir.yaml:")]
    [InlineData("  package: ${{ steps.package.output }}\n", "", "The workflow gives no output 'package'; add ")]
    [InlineData("uses: contract.parse", "uses: contract.prase", "contract.parse")]
    public async Task Run_ByAFileThatIsWrong_SaysWhatAndWhere(string part, string other, string words)
    {
        _folder.Write("in/a.yaml", GeneratedCode.Yaml("", "NodeAlphaEffect"));
        var own = _folder.Write("mine.weir.yaml", Shipped.Replace(part, other, StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<GenerationWorkflowException>(() => RunAsync(own));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ByAFileThatIsNotThere_SaysSo()
    {
        var error = await Assert.ThrowsAsync<GenerationWorkflowException>(() => RunAsync(_folder.Below("none.yaml")));
        Assert.Contains("none.yaml: the file cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    private async Task<GenerationReport> RunAsync(string workflow)
    {
        var job = await GenerationJob.PrepareAsync(new GenerationRequest
        {
            Contracts = [_folder.Below("in")],
            Output = _folder.Below("out"),
            Reference = WeirReference.ToProject(Path.Combine(Repository.Root, "src", "Weir", "Weir.csproj")),
            Workflow = workflow,
        }, Some.Token);
        return await job.RunAsync(cancellationToken: Some.Token);
    }
}
