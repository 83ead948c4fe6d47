namespace Weir;

/// <content>Optimizations are switched while the executor is in use: a run keeps the plan that it began with, the next one gets another.</content>
public sealed partial class Executor
{
    private readonly Lock _switching = new();
    private volatile ExecutorPlans _plans;

    /// <summary>The optimizations that runs begin with now; null: they are off.</summary>
    public OptimizationOptions? Optimizations => _plans.Options;

    internal ExecutorPlans Plans => _plans;

    /// <summary>Switches optimizations on, or to other ones. Runs in flight end as they began; what layers know is forgotten, but cached outputs stay where the new options say the same of <see cref="OptimizationOptions.Caching"/>.</summary>
    /// <param name="options">The options; null: those of <see cref="ExecutorOptions.Optimizations"/>.</param>
    /// <exception cref="ArgumentException">Two of the options contradict each other; nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">The options that are on do not allow changes.</exception>
    public void EnableOptimizations(OptimizationOptions? options = null)
    {
        options?.Validate();
        Switch(options ?? Options.Optimizations);
    }

    /// <summary>Switches all optimizations off, also those that pipelines and steps ask for. Runs in flight end as they began.</summary>
    /// <exception cref="InvalidOperationException">The options that are on do not allow changes.</exception>
    public void DisableOptimizations() => Switch(null);

    private void Switch(OptimizationOptions? options)
    {
        lock (_switching)
        {
            if (_plans.Options is { AllowRuntimeChanges: false })
            {
                throw new InvalidOperationException(
                    $"The optimizations of this executor cannot be changed, because their {nameof(OptimizationOptions.AllowRuntimeChanges)} is false; make another executor.");
            }

            if (_plans.Options != options)
            {
                var before = _plans;
                _plans = new ExecutorPlans(this, options, before);
                before.Retire();
            }
        }
    }
}
