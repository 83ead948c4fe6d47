namespace Weir;

public sealed partial class StepBuilder<TIn, TOut>
{
    private readonly List<(string Name, Step<TIn, TOut> Step, Usage Estimate)> _cheaper = [];
    private Usage? _estimate;
    private Func<TOut, Usage>? _reader;

    /// <summary>
    /// Says the most that one attempt uses, which is reserved before the attempt where a <see cref="Budget"/> counts, and costs nothing elsewhere.
    /// Default: what <see cref="Step{TIn, TOut}.Estimate"/> says; a function without a context uses nothing; any other step reserves all that remains.
    /// </summary>
    /// <param name="most">The most; <c>default</c>: the step uses nothing.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public StepBuilder<TIn, TOut> Estimate(Usage most)
    {
        RequireOnce(_estimate is null, nameof(Estimate));
        _estimate = most;
        return this;
    }

    /// <summary>Reads from what an attempt gave how much it used, and adds that to what the step reports; also where no budget counts.</summary>
    /// <param name="reader">Reads it. What it throws fails the attempt.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public StepBuilder<TIn, TOut> ReadUsage(IUsageReader<TOut> reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return ReadUsage(reader.Read);
    }

    /// <summary>Reads from what an attempt gave how much it used, and adds that to what the step reports; also where no budget counts.</summary>
    /// <param name="read">Reads it. What it throws fails the attempt.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public StepBuilder<TIn, TOut> ReadUsage(Func<TOut, Usage> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        RequireOnce(_reader is null, nameof(ReadUsage));
        _reader = read;
        return this;
    }

    /// <summary>
    /// Names a step that runs instead of this one where the <see cref="Budget"/> has too little left for it and <see cref="BudgetBreach.Degrade"/>s.
    /// Of several the first that fits runs. Checks and time-outs are those of this step.
    /// </summary>
    /// <param name="name">The name in <see cref="StepResult.DegradedTo"/>: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="step">The step; it gets the same input.</param>
    /// <param name="estimate">The most that one attempt of it uses.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or another cheaper step has it.</exception>
    public StepBuilder<TIn, TOut> Cheaper(string name, Step<TIn, TOut> step, Usage estimate)
    {
        ArgumentNullException.ThrowIfNull(step);
        StepName.Require(name, "step");
        if (_cheaper.Exists(one => one.Name == name))
        {
            throw new ArgumentException($"The step '{Name}' has two cheaper steps named '{name}'.", nameof(name));
        }

        _cheaper.Add((name, step, estimate));
        return this;
    }

    /// <summary>The same for a delegate.</summary>
    /// <param name="name">The name in <see cref="StepResult.DegradedTo"/>: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="body">The work; it gets the same input.</param>
    /// <param name="estimate">The most that one attempt of it uses.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or another cheaper step has it.</exception>
    public StepBuilder<TIn, TOut> Cheaper(string name, Func<TIn, StepContext, ValueTask<TOut>> body, Usage estimate) =>
        Cheaper(name, Step.From(name, body), estimate);

    private void RequireLeaf(Step<TIn, TOut> step)
    {
        if (step.IsPipeline && (_estimate is not null || _cheaper.Count != 0))
        {
            throw new InvalidOperationException(
                $"The pipeline '{Name}' says {(_estimate is null ? nameof(Cheaper) : nameof(Estimate))}, but reserves nothing itself; say it of the steps inside, or limit it with WithBudget.");
        }
    }
}
