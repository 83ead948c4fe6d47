namespace Weir;

/// <summary>Makes the plans of pipelines as the options of an executor say, and keeps them. What stands nearer to a step wins: its own options, then those of its pipeline.</summary>
internal abstract class Optimizer : PlanChoices
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(IPipeline Pipeline, bool IsMetered), Plan> _plans = new(PlanKey.Instance);

    /// <summary>The one that applies where something nearer was said.</summary>
    /// <param name="nearer">What was said; null: nothing.</param>
    public abstract Optimizer Under(IOptimizations? nearer);

    /// <summary>The layers of the options, the outermost first. They stand outside of those that were added in code.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

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
                var inner = next.Optimizer.Under(next.Pipeline.Optimizations);
                foreach (var one in next.Pipeline.Inner)
                {
                    open.Push((one, inner, false));
                }
            }
        }

        return Find(pipeline, isMetered)!;
    }

    private Plan? Find(IPipeline pipeline, bool isMetered)
    {
        lock (_gate)
        {
            return _plans.GetValueOrDefault((pipeline, isMetered));
        }
    }

    private void Add(IPipeline pipeline, bool isMetered)
    {
        var plan = pipeline.MakePlan(isMetered, Under(pipeline.Optimizations));
        lock (_gate)
        {
            _plans.TryAdd((pipeline, isMetered), plan);
        }
    }

    /// <summary>By reference: pipelines that are equal by value may be different ones.</summary>
    private sealed class PlanKey : IEqualityComparer<(IPipeline Pipeline, bool IsMetered)>
    {
        public static PlanKey Instance { get; } = new();

        public bool Equals((IPipeline Pipeline, bool IsMetered) left, (IPipeline Pipeline, bool IsMetered) right) =>
            ReferenceEquals(left.Pipeline, right.Pipeline) && left.IsMetered == right.IsMetered;

        public int GetHashCode((IPipeline Pipeline, bool IsMetered) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Pipeline), key.IsMetered);
    }
}
