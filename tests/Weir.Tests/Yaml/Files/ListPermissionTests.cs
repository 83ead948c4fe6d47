using System.Text;
using Weir.Generation.StepTypes;
using Weir.Tests.Conventions;
using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Files;

/// <summary>Permissions of texts in lists, and the workflow of the generation, which is checked as any other.</summary>
public class ListPermissionTests
{
    [Theory]
    [InlineData("src/a.cs, other/b.cs", 1)]
    [InlineData("other/a.cs, other/b.cs", 2)]
    [InlineData("src/a.cs, src/b.cs", 0)]
    public void Read_OfAListOfPaths_AsksForThePermissionOfEach(string files, int refused)
    {
        var reading = Read("w.yaml", $$"""
            weir: 1
            name: w
            permissions: { read: [ src/ ] }
            stages:
              - name: s
                steps:
                  - { name: a, uses: csharp.compile, with: { files: [ {{files}} ] } }
            """);
        Assert.Equal(refused, reading.Diagnostics.Count);
        Assert.All(reading.Diagnostics, static one => Assert.Equal((WorkflowCodes.Permission, 7, 57), (one.Code, one.Position.Line, one.Position.Column)));
        Assert.All(reading.Diagnostics, static one => Assert.Contains("--allow read=other/", one.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void GenerationWorkflow_IsChecked_FindsNothing()
    {
        var path = Path.Combine(Repository.Root, "samples", "workflows", "generate", "generate.weir.yaml");
        var reading = Read(path, File.ReadAllText(path));
        Assert.Empty(reading.Diagnostics);
        Assert.Equal("generate", reading.File!.Name);
    }

    private static WorkflowFileReading Read(string path, string text) =>
        WorkflowFile.Read(Encoding.UTF8.GetBytes(text), path, new WorkflowFileOptions { Types = new StepTypeCatalog(GenerationStepTypes.Create()) });
}
