using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Makes the plans of pipelines as the options of an executor say, and keeps them. What stands nearer to a step wins: its own options, then those of its pipeline.</summary>
internal abstract class Optimizer : PlanChoices
{
    // As long as the pipelines live, which may be made for one run each.
    private readonly ConditionalWeakTable<IPipeline, Plan> _plans = [];
    private readonly ConditionalWeakTable<IPipeline, Plan> _metered = [];

    /// <summary>The one that applies where something nearer was said.</summary>
    /// <param name="nearer">What was said; null: nothing.</param>
    public abstract Optimizer Under(IOptimizations? nearer);

    /// <summary>The one that applies where there is a state, which an answer from elsewhere would not change.</summary>
    public abstract Optimizer InState();

    /// <summary>The layers of the options, the outermost first. They stand outside of those that were added in code.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The layers of one step. One that only computes has nothing that they are for, and takes less time than they do: it gets those alone that its own options ask for.</summary>
    /// <param name="own">What was said for the step; null: nothing.</param>
    /// <param name="computes">Whether it is a function that neither waits nor has a context.</param>
    public abstract IReadOnlyList<Layer> LayersFor(IOptimizations? own, bool computes);

    /// <summary>What of the options stands around nothing.</summary>
    public abstract IReadOnlyList<PipelineStrategy> Strategies { get; }

    /// <summary>Where steps of pipelines that say nothing of it get buffers and objects from; null: they are made for each use.</summary>
    public abstract StepPools? Pools { get; }

    /// <summary>The plan of a pipeline. What is inside it is planned first, each by what was said nearest to it.</summary>
    public Plan PlanOf(IPipeline pipeline, bool isMetered)
    {
        if (Find(pipeline, isMetered) is { } known)
        {
            return known;
        }

        // Not by recursion: pipelines may nest deeper than the stack.
        var open = new Stack<(IPipeline Pipeline, Optimizer Optimizer, bool IsReady)>([(pipeline, this, false)]);
        while (open.TryPop(out var next))
        {
            if (next.IsReady)
            {
                next.Optimizer.Add(next.Pipeline, isMetered);
            }
            else if (next.Optimizer.Find(next.Pipeline, isMetered) is null)
            {
                open.Push(next with { IsReady = true });
                var inner = next.Optimizer.Inside(next.Pipeline);
                foreach (var one in next.Pipeline.Inner)
                {
                    open.Push((one, inner, false));
                }
            }
        }

        return Find(pipeline, isMetered)!;
    }

    private Optimizer Inside(IPipeline pipeline) => pipeline.BringsState ? Under(pipeline.Optimizations).InState() : Under(pipeline.Optimizations);

    private Plan? Find(IPipeline pipeline, bool isMetered) => PlansOf(isMetered).TryGetValue(pipeline, out var plan) ? plan : null;

    private void Add(IPipeline pipeline, bool isMetered) => PlansOf(isMetered).TryAdd(pipeline, pipeline.MakePlan(isMetered, Inside(pipeline)));

    private ConditionalWeakTable<IPipeline, Plan> PlansOf(bool isMetered) => isMetered ? _metered : _plans;
}
