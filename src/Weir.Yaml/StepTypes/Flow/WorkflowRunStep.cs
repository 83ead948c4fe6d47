namespace Weir.Yaml.StepTypes;

/// <summary><c>workflow.run</c>: a workflow file calls what it found where the file stands.</summary>
internal sealed class WorkflowRunStep() : StepType(
    Id,
    "Runs another workflow file, which may touch nothing that this one may not.",
    new StepParameter(FileName, ValueShape.Text, "The file, in the folder of this workflow; no expression.") { IsRequired = true, IsPartOfWorkflow = true },
    new StepParameter(Inputs, ValueShape.AnyMap, "Its inputs, by name."))
{
    public const string Id = "workflow.run";

    public const string FileName = "file";

    public const string Inputs = "inputs";

    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.AnyMap;

    public override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context) =>
        new(context.Fail<object?>($"'{Id}' runs a file that was checked with the one that it stands in, which only a workflow file does."));
}
