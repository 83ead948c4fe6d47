namespace Weir.Yaml.StepTypes;

/// <summary>The step types that need nothing but this library: files, JSON, HTTP and programs. docs/step-types.md describes each.</summary>
public static class StandardStepTypes
{
    /// <summary>All of them, by name: <c>file.read</c>, <c>file.write</c>, <c>http.request</c>, <c>human.approve</c>, <c>json.query</c>, <c>shell.run</c>, <c>workflow.run</c>. They have no state and are shared by all runs.</summary>
    public static IReadOnlyList<StepType> All { get; } = [new FileReadStep(), new FileWriteStep(), new HttpRequestStep(), new HumanApproveStep(), new JsonQueryStep(), new ShellRunStep(), new WorkflowRunStep()];
}
