namespace Weir.Yaml.StepTypes;

/// <summary><c>human.approve</c>: a workflow makes a pause of it, so that a run that waits is data, and no thread.</summary>
internal sealed class HumanApproveStep() : StepType(
    Id,
    "Asks a person, and goes on with the answer.",
    new StepParameter("question", ValueShape.Text, "What is asked.") { IsRequired = true },
    new StepParameter(Choices, ValueShape.AnyList, "The answers that are taken; default yes and no."))
{
    public const string Id = "human.approve";

    public const string Choices = "choices";

    public static readonly IReadOnlyList<string> DefaultChoices = ["yes", "no"];

    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.Text;

    public override IEnumerable<(string Parameter, string Message)> Check(IReadOnlyDictionary<string, object?> literals)
    {
        if (literals.TryGetValue(Choices, out var choices) && Wrong(choices) is { } wrong)
        {
            yield return (Choices, wrong);
        }
    }

    /// <summary>What is wrong with choices; null: nothing.</summary>
    public static string? Wrong(object? choices) =>
        choices is not IReadOnlyList<object?> { Count: > 0 } list || list.Any(static item => item is not string { Length: > 0 })
            ? "'choices' must be a list of texts, such as [ yes, no ]; put a number in quotes."
            : list.Distinct().Count() < list.Count ? "'choices' has one twice; an answer could mean either." : null;

    public override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context) =>
        new(context.Fail<object?>($"'{Id}' asks a person, which only a step of its own in a workflow file does."));
}
