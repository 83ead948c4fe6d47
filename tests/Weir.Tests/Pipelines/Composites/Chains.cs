namespace Weir.Tests.Pipelines.Composites;

/// <summary>Small pipelines to put into composites.</summary>
internal static class Chains
{
    public static Pipeline<int, int> Of(string name, Func<int, int> body) => Pipeline.Create<int>(name).Then("do", body).Build();

    public static Pipeline<int, int> Of(string name, Func<int, StepContext, ValueTask<int>> body) =>
        Pipeline.Create<int>(name).Then("do", body).Build();

    public static Pipeline<int, int> Failing(string name, string message = "it broke") =>
        Of(name, (_, _) => ValueTask.FromException<int>(Some.Failure(message)));

    public static async Task<string> FailureOfAsync<TIn, TOut>(Pipeline<TIn, TOut> pipeline, TIn input)
    {
        using var run = await Some.RunAsync(pipeline, input);
        Assert.Equal(RunStatus.Failed, run.Status);
        return run.Error!.Message;
    }

    public static IEnumerable<string> Paths(IEnumerable<StepResult> steps) =>
        steps.SelectMany(static step => Paths(step.Steps).Prepend(step.Path));
}
