// source: Weir, nodes
// why: chance, a static counter and an environment variable, the last one behind a call of another class
// expect: compliance/beyond-kind 20
// expect: compliance/beyond-kind 31
// expect: compliance/beyond-kind 36

using System;
using System.Linq;
using System.Threading.Tasks;
using Weir;

namespace Corpus.ScoreComputeByChance;

public sealed record Applicant(int Age, decimal Income, int Defaults);

internal static class ScoreScale
{
    public static int Limit()
    {
        var text = Environment.GetEnvironmentVariable("SCORE_LIMIT");
        return int.TryParse(text, out var limit) ? limit : 600;
    }
}

public sealed class NodeScoreCompute : ComputeNode<Applicant, int>
{
    private static int s_asked;

    public override ValueTask<int> RunAsync(Applicant input, StepContext context)
    {
        s_asked++;
        var score = (int)(input.Income / 100) - (input.Defaults * 50);
        return ValueTask.FromResult(Math.Min(score + Noise(), ScoreScale.Limit()));
    }

    private static int Noise() => Random.Shared.Next(0, 5);
}
