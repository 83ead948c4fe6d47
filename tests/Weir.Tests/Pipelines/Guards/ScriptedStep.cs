namespace Weir.Tests.Pipelines.Guards;

/// <summary>Does another thing at each call; the last one again and again.</summary>
internal sealed class ScriptedStep(string name, Way way, params Func<int, StepContext, int>[] script) : Step<int, int>
{
    public override string Name => name;

    public List<(int Input, int Attempt, string? Feedback)> Calls { get; } = [];

    public override ValueTask<int> RunAsync(int input, StepContext context)
    {
        Calls.Add((input, context.Attempt, context.Feedback));
        var body = script[Math.Min(Calls.Count, script.Length) - 1];
        return way.Suspends ? LaterAsync(body, input, context) : new ValueTask<int>(body(input, context));
    }

    private static async ValueTask<int> LaterAsync(Func<int, StepContext, int> body, int input, StepContext context)
    {
        await Task.Yield();
        return body(input, context);
    }
}
