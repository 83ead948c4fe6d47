namespace Weir;

/// <summary>The runs that a budget limits. They have frames of their own, for their plan is another.</summary>
internal sealed partial class PipelineRunner<TIn, TOut>
{
    // Made when a run of an executor without a budget brings one.
    private PipelineRunner<TIn, TOut>? _metered;

    private PipelineRunner<TIn, TOut> Metered =>
        _metered ?? Interlocked.CompareExchange(ref _metered, new PipelineRunner<TIn, TOut>(plans, pipeline, isMetered: true), null) ?? _metered;

    // The last budget of a run that was found to fit, for options are used again and again.
    private Budget? _fitting;
    private bool _fitsExecutor;

    private bool MayPause => pipeline.MayPause || _executor.Options.Budget is { OnBreach: BudgetBreach.Pause };

    private ValueTask<TOut> InvokeMeteredAsync(TIn input, CancellationToken cancellationToken)
    {
        RequireBudgets(null);
        var cell = _executor.Enter();
        var frame = Rent(cell);
        try
        {
            frame.BeginBudget(null, pipeline.Budget, pipeline.Name);
        }
        catch
        {
            GiveBack(frame, cancellationToken);
            throw;
        }

        frame.Begin(cancellationToken);
        frame.Register.Write(input, reuse: true);
        return frame.StartForValue(cell);
    }

    private ValueTask<Run<TOut>> RunMeteredAsync(TIn input, RunOptions? options, CancellationToken cancellationToken)
    {
        var cell = _executor.Enter();
        var frame = Rent(cell);
        try
        {
            frame.BeginBudget(options?.Budget, pipeline.Budget, pipeline.Name);
        }
        catch
        {
            GiveBack(frame, cancellationToken);
            throw;
        }

        frame.BeginRecorded(options, cell, cancellationToken);
        frame.Register.Write(input, reuse: false);
        return frame.StartForRun(cell);
    }

    /// <summary>The clock of the user threw before the run had begun.</summary>
    private void GiveBack(RootFrame<TOut> frame, CancellationToken cancellationToken)
    {
        frame.Begin(cancellationToken);
        frame.Release();
        _executor.Exit();
    }

    /// <exception cref="InvalidOperationException">A budget is to pause runs that nothing keeps, or requires estimates, and a step has none.</exception>
    private void RequireBudgets(Budget? run)
    {
        if (run is not null && !ReferenceEquals(run, _fitting))
        {
            Metering.Require(run, $"the run of '{pipeline.Name}'", pipeline.Steps, pipeline.Name, pipeline.IsJournaled);
            _fitting = run;
        }

        if (_executor.Options.Budget is { } lasting && !_fitsExecutor)
        {
            Metering.Require(lasting, "the executor", pipeline.Steps, pipeline.Name, pipeline.IsJournaled);
            _fitsExecutor = true;
        }
    }
}
