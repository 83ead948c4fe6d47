// source: CWE-1164 (https://cwe.mitre.org/data/definitions/1164.html)
// why: Each setting is read, one by a pattern and one in another class; the options of the print shop belong to no node.
// expect: none

using System;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.PostageSettings;

public sealed record PostageSettings
{
    public decimal FirstGrams { get; init; } = 20m;

    public decimal Price { get; init; } = 0.95m;

    public int MaxGrams { get; init; } = 2000;

    public bool RoundUp { get; init; } = true;
}

public sealed class PrintShopOptions
{
    public string Paper { get; set; } = "A4";

    public bool Duplex { get; set; }
}

public sealed record LetterSize(int Grams);

public sealed record Postage(decimal Price);

public sealed class PostageCompute(PostageSettings settings) : ComputeNode<LetterSize, Postage>
{
    public PostageSettings Settings { get; } = settings;

    public override ValueTask<Postage> RunAsync(LetterSize input, StepContext context)
    {
        if (Settings is { MaxGrams: var most } && input.Grams > most)
        {
            return ValueTask.FromResult(context.Fail<Postage>($"A letter weighs at most {most} g."));
        }

        var steps = PostageSteps.Count(Settings, input.Grams);
        return ValueTask.FromResult(new Postage(steps * Settings.Price));
    }
}

internal static class PostageSteps
{
    public static decimal Count(PostageSettings settings, int grams)
    {
        var steps = grams / settings.FirstGrams;
        return settings.RoundUp ? Math.Ceiling(steps) : Math.Floor(steps);
    }
}
