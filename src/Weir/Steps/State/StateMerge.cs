namespace Weir;

/// <summary>Brings the states of branches together.</summary>
internal abstract class StateMerge
{
    /// <summary>Makes every change again; what a map does.</summary>
    public static StateMerge Default { get; } = new Policy(MergePolicy.Merge);

    /// <summary>The type of state that it is for; null: any.</summary>
    public virtual Type? Type => null;

    public virtual string Name => "own function";

    public static StateMerge By(MergePolicy policy) => policy == MergePolicy.Merge ? Default : new Policy(policy);

    /// <param name="state">The state around the branches.</param>
    /// <param name="forks">Those of the branches, in their order; null for one that did not complete.</param>
    public abstract void Apply(StateCell state, IReadOnlyList<StateCell?> forks);

    private sealed class Policy(MergePolicy policy) : StateMerge
    {
        public override string Name => policy.ToString();

        public override void Apply(StateCell state, IReadOnlyList<StateCell?> forks)
        {
            switch (policy)
            {
                case MergePolicy.Merge:
                    foreach (var fork in forks)
                    {
                        if (fork is { IsChanged: true })
                        {
                            state.Replay(fork);
                        }
                    }

                    break;
                case MergePolicy.Overwrite when forks.LastOrDefault(static fork => fork is { IsChanged: true }) is { } last:
                    state.Take(last);
                    break;
                case MergePolicy.KeepFirst when forks.FirstOrDefault(static fork => fork is { IsChanged: true }) is { } first:
                    state.Take(first);
                    break;
            }
        }
    }
}

internal sealed class StateMerge<TState>(Func<TState, IReadOnlyList<TState>, TState> merge) : StateMerge
{
    public override Type Type => typeof(TState);

    public override void Apply(StateCell state, IReadOnlyList<StateCell?> forks)
    {
        TState[] values = [.. forks.OfType<StateCell<TState>>().Select(static fork => fork.Own())];
        ((StateCell<TState>)state).Merge(before => merge(before, values));
    }
}
