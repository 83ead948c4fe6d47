namespace Weir.Workloads.Execution.Floors;

/// <summary>The steps of mixed types as the floor calls them; <see cref="MixedBodies"/> is what both sides do.</summary>
internal sealed class MixedSteps
{
    public readonly Func<int, Ctx, CancellationToken, ValueTask<int>> AddOne = static (x, _, _) => new ValueTask<int>(x + 1);
    public readonly Func<int, Ctx, CancellationToken, ValueTask<string>> ToWord = static (x, _, _) => new ValueTask<string>(MixedBodies.Word(x));
    public readonly Func<string, Ctx, CancellationToken, ValueTask<string>> KeepWord = static (x, _, _) => new ValueTask<string>(x);
    public readonly Func<string, Ctx, CancellationToken, ValueTask<Part>> ToPart = static (x, _, _) => new ValueTask<Part>(MixedBodies.PartOf(x));
    public readonly Func<Part, Ctx, CancellationToken, ValueTask<Part>> KeepPart = static (x, _, _) => new ValueTask<Part>(x);
    public readonly Func<Part, Ctx, CancellationToken, ValueTask<double>> ToWeight = static (x, _, _) => new ValueTask<double>(x.Weight);
    public readonly Func<double, Ctx, CancellationToken, ValueTask<double>> AddHalf = static (x, _, _) => new ValueTask<double>(x + 0.5);
    public readonly Func<double, Ctx, CancellationToken, ValueTask<int>> ToInt = static (x, _, _) => new ValueTask<int>((int)x);
    public readonly Func<int, Ctx, CancellationToken, ValueTask<string>> ToWordAgain = static (x, _, _) => new ValueTask<string>(MixedBodies.Word(x));
    public readonly Func<string, Ctx, CancellationToken, ValueTask<double>> ToLength = static (x, _, _) => new ValueTask<double>(x.Length * 1.5);
}

internal sealed record Part(string Name, double Weight);

/// <summary>What the steps of mixed types do; nothing is allocated.</summary>
internal static class MixedBodies
{
    private static readonly string[] Words = ["weir", "river", "stream", "channel"];
    private static readonly Part[] Parts = [new("gate", 1.25), new("wall", 2.25), new("sill", 3.25), new("pier", 4.25)];

    /// <summary>What the pipeline gives for 1.</summary>
    public const double Result = 10.5;

    public static string Word(int x) => Words[x & 3];

    public static Part PartOf(string word) => Parts[word.Length & 3];

    public static Pipeline<int, double> ToPipeline() => Pipeline.Create<int>("mixed")
        .Then("add-one", static (int x, StepContext _) => new ValueTask<int>(x + 1))
        .Then("to-word", static (int x, StepContext _) => new ValueTask<string>(Word(x)))
        .Then("keep-word", static (string x, StepContext _) => new ValueTask<string>(x))
        .Then("to-part", static (string x, StepContext _) => new ValueTask<Part>(PartOf(x)))
        .Then("keep-part", static (Part x, StepContext _) => new ValueTask<Part>(x))
        .Then("to-weight", static (Part x, StepContext _) => new ValueTask<double>(x.Weight))
        .Then("add-half", static (double x, StepContext _) => new ValueTask<double>(x + 0.5))
        .Then("to-int", static (double x, StepContext _) => new ValueTask<int>((int)x))
        .Then("to-word-again", static (int x, StepContext _) => new ValueTask<string>(Word(x)))
        .Then("to-length", static (string x, StepContext _) => new ValueTask<double>(x.Length * 1.5))
        .Build();
}
