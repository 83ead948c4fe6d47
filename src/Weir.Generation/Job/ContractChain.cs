using Weir.Generation.StepTypes;
using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Generation;

/// <summary>The way of one contract through the stages.</summary>
/// <param name="label">The contract, as it was named.</param>
/// <param name="key">What its steps are called by.</param>
/// <param name="workflow">Its workflow.</param>
/// <param name="progress">Told of every step that ends; null is nobody.</param>
/// <param name="clock">When steps end.</param>
internal sealed class ContractChain(string label, string key, BoundWorkflow workflow, IProgress<GenerationStep>? progress, TimeProvider clock) : IProgress<RunEvent>, IDisposable
{
    private readonly Dictionary<string, (long From, long To)> _spans = new(StringComparer.Ordinal);
    private Run? _run;

    /// <summary>The run, once it has ended.</summary>
    public Run Run => _run ?? throw new InvalidOperationException($"The contract '{label}' was not run.");

    public string Label => label;

    /// <summary>The same contract with the shipped templates, where those that were asked for gave what did not pass; null: it was not tried.</summary>
    public ContractChain? StandIn { get; set; }

    /// <summary>Whether there was code, and it did not pass. A template that gives none at all is wrong by itself, and stands for nothing.</summary>
    public bool IsRefused => Run.Status == RunStatus.Failed && Failure() is { WasSkipped: false, Stage: GenerationJob.Validate };

    public IReadOnlyList<Stage> Stages => workflow.Workflow.Stages;

    public async Task RunAsync(Executor executor, RunOptions options, CancellationToken cancellationToken) =>
        _run = await workflow.RunAsync(executor, options with { Progress = this }, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>The package; null: there is none.</summary>
    /// <exception cref="GenerationWorkflowException">The workflow went well and gives none.</exception>
    public GeneratedPackage? Package()
    {
        if (Run.Status != RunStatus.Completed)
        {
            return null;
        }

        return workflow.OutputsOf(Run).TryGetValue("package", out var package) && package is not null
            ? PackageValues.Read(package)
            : throw new GenerationWorkflowException("The workflow gives no output 'package'; add 'package: ${{ steps.package.output }}' to 'outputs', where 'package' is the step that uses contract.package.");
    }

    /// <summary>What its steps noticed, in the order of the stages.</summary>
    public IEnumerable<Diagnostic> Warnings() => Run.Stages.SelectMany(static stage => stage.Steps)
        .Select(static step => step.Output).OfType<IReadOnlyDictionary<string, object?>>()
        .SelectMany(static output => output.GetValueOrDefault("warnings") is IReadOnlyList<object?> warnings ? DiagnosticValues.Read(warnings) : []);

    /// <summary>The templates of the user that its contract names.</summary>
    public IEnumerable<string> CustomTemplates() => Run.Stages.SelectMany(static stage => stage.Steps)
        .Select(static step => step.Output).OfType<ContractValue>()
        .Select(static contract => ContractValue.Read(contract).CustomTemplate).OfType<string>();

    /// <summary>The first step that failed, or that was not reached.</summary>
    public GenerationFailure Failure()
    {
        var steps = Run.Stages.SelectMany(static stage => stage.Steps).ToArray();
        var step = steps.FirstOrDefault(static one => one.Status == StepStatus.Failed) ?? steps.First(static one => one.Status != StepStatus.Completed);
        return new GenerationFailure(label, step.Stage!, Result(step).Error ?? "The run ended before this step.", step.Status != StepStatus.Failed);
    }

    public IEnumerable<GenerationStep> StepsOf(string stage) => Run.Stages.First(one => one.Name == stage).Steps.Select(Result);

    /// <summary>When the first step of a stage began, and the last one ended; null: none has run.</summary>
    public (long From, long To)? SpanOf(string stage) => _spans.TryGetValue(stage, out var span) ? span : null;

    public void Report(RunEvent value)
    {
        if (value is not StepEnded { Result: { Stage: { } stage } step })
        {
            return;
        }

        if (step.Attempts > 0)
        {
            var to = clock.GetTimestamp();
            var from = to - (long)(step.Duration.TotalSeconds * clock.TimestampFrequency);
            _spans[stage] = _spans.TryGetValue(stage, out var span) ? (Math.Min(span.From, from), to) : (from, to);
        }

        progress?.Report(Result(step));
    }

    public void Dispose()
    {
        _run?.Dispose();
        StandIn?.Dispose();
    }

    private GenerationStep Result(StepResult step) =>
        new($"{step.Name}[{key}]", step.Stage!, step.Status, step.Attempts, step.Duration, step.Error?.Message ?? step.Reason) { WasIdle = ContractReviewStep.AskedNobody(step.Output) };
}
