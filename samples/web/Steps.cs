namespace Weir.Samples.Web;

/// <summary>What the steps of one run share: a scoped service, so every run has its own.</summary>
public sealed class Draft
{
    /// <summary>The words of the story.</summary>
    public IReadOnlyList<string> Words { get; set; } = [];
}

/// <summary>Decides what the story will be; stands for a first call of a model.</summary>
/// <param name="draft">Where it is noted.</param>
public sealed class OutlineStep(Draft draft) : Step<string, int>
{
    /// <inheritdoc/>
    public override ValueTask<int> RunAsync(string input, StepContext context)
    {
        draft.Words = $"Once upon a time there were {input} and nobody knew how they had come to be".Split(' ');
        return new ValueTask<int>(draft.Words.Count);
    }
}

/// <summary>Writes the story word by word, and sends each word as it is there; stands for a model that streams.</summary>
/// <param name="draft">What is to be written.</param>
public sealed class WriteStep(Draft draft) : Step<int, string>
{
    /// <summary>How long a word takes.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public override async ValueTask<string> RunAsync(int input, StepContext context)
    {
        foreach (var word in draft.Words)
        {
            await context.EmitAsync(word);
            await Task.Delay(Pace, context.Time, context.CancellationToken);
        }

        return string.Join(' ', draft.Words);
    }
}
