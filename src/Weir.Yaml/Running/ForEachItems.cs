namespace Weir.Yaml.Files;

/// <summary>One item of a fan-out.</summary>
internal sealed record ForEachItem<TItem>(TItem Value, long Index, StepReads Reads);

/// <summary>Fan-outs that run their items one after the other.</summary>
internal static class ForEachItems
{
    public static StepOutput<IReadOnlyList<TOut>> AddForEach<TItem, TOut>(
        this StageBuilder stage, string name, IReadOnlyList<StepOutput> reads, Func<StepReads, IEnumerable<TItem>> items, Step<ForEachItem<TItem>, TOut> step, StepOutput[] needs) =>
        stage.AddStep<IReadOnlyList<TOut>>(name, reads, async (from, context) =>
        {
            var outputs = new List<TOut>();
            foreach (var item in items(from))
            {
                outputs.Add(await step.RunAsync(new ForEachItem<TItem>(item, outputs.Count, from), context).ConfigureAwait(false));
            }

            return outputs;
        }, configure: null, needs);
}
