using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Tests.Generation.Contracts;
using Weir.Yaml.Files;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.Files;

/// <summary>The page of errors says what the reader of workflow files does.</summary>
public sealed partial class WorkflowErrorPageTests
{
    [Fact]
    public void Page_HasEveryCodeAndNoOther() => Assert.Equal(
        typeof(WorkflowCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!).Order(),
        Sections().Select(static section => section.Code).Order());

    [Fact]
    public void Page_EveryExample_GivesItsCodeAlone()
    {
        var options = new WorkflowFileOptions { Types = new StepTypeCatalog(StandardStepTypes.All) };
        foreach (var (code, text) in Sections().Where(static section => section.Text.Contains("```yaml", StringComparison.Ordinal)))
        {
            var findings = WorkflowFile.Read(Encoding.UTF8.GetBytes(Yaml().Match(text).Groups[1].Value), "w.yaml", options).Diagnostics;
            Assert.True(findings.Count == 1 && findings[0].Code == code, $"{code}: {string.Join('\n', findings)}");
        }
    }

    [Fact]
    public void PageOfWorkflowFiles_HasAnExampleWithoutMistakes()
    {
        var reading = WorkflowFile.Read(Encoding.UTF8.GetBytes(WorkflowPage.WholeExample), "w.yaml", new WorkflowFileOptions { Types = new StepTypeCatalog(StandardStepTypes.All) });
        Assert.Empty(reading.Diagnostics);
        Assert.Equal(3, reading.File!.Document.Steps.Count());
    }

    private static List<(string Code, string Text)> Sections() =>
        Section().Matches(ContractPage.ReadDocument("errors.md")).Select(static match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();

    [GeneratedRegex(@"^### (WEIR1[0-9]{3})\n(.*?)(?=^##|\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
