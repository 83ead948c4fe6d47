using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Weir;

/// <summary>A call of a node with all its attempts: told of, its input checked before, put aside if it failed.</summary>
internal sealed class NodeCall<TIn, TOut>(Layer layer, StepCall<TIn, TOut> next, NodeTraits<TIn> traits, NodeInputCheck<TIn>? check) : StepCall<TIn, TOut>
{
    private readonly NodeOptions _options = traits.Options;
    private readonly NodeRedaction _redaction = new(traits.Options.Security);
    private readonly NodeDeadLetters? _letters = traits.Options.DeadLetterQueue.Enabled ? new NodeDeadLetters(layer, traits.Node) : null;
    private readonly NodeObservabilityOptions _tells = traits.Options.Observability.IsOn
        ? traits.Options.Observability
        : new NodeObservabilityOptions { Tracing = false, Metrics = false, Logging = false };

    public override async ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        var call = new Call(OperationOf(input), context, new NodeInputText<TIn>(traits.Format, input));
        var activity = _tells.Tracing ? NodeTelemetry.Start(traits.Node, call.Operation) : null;
        var log = _tells.Logging ? NodeLog.Of(context) : null;
        if (log?.IsEnabled(LogLevel.Debug) == true)
        {
            NodeLog.Started(log, call.Operation, traits.Node.Name, context.RunId, ForLog(_redaction.Show(call.Input.Value)));
        }

        var outcome = check?.Check(ref input) is { Count: > 0 } refused
            ? StepOutcome<TOut>.FromException(new InvalidInputException($"{call.Operation} input", refused), context)
            : await CallAsync(input, context).ConfigureAwait(RunQueue.IsHere);
        var failure = outcome.Failure is { IsSignal: false } failed ? Describe(call, failed, context) : null;
        Tell(call, outcome.Failure, failure, activity, log);
        if (failure is not null && _letters is not null)
        {
            await _letters.PutAsync(failure, context).ConfigureAwait(RunQueue.IsHere);
        }

        return outcome;
    }

    private async ValueTask<StepOutcome<TOut>> CallAsync(TIn input, StepContext context)
    {
        var outcome = await next.InvokeAsync(input, context).ConfigureAwait(RunQueue.IsHere);
        if (outcome.Failure is { Attempts: 0 } failure)
        {
            failure.Attempts = 1;
        }

        return outcome;
    }

    private string OperationOf(TIn input)
    {
        try
        {
            return traits.OperationOf(input);
        }
        catch (Exception)
        {
            // Whoever cannot name an operation has not broken it.
            layer.CountFault();
            return traits.Node.Name;
        }
    }

    private DeadLetter Describe(Call call, StepFailure failure, StepContext context) => new()
    {
        Topic = traits.Node.Name + _options.DeadLetterQueue.TopicSuffix,
        Node = traits.Node.Name,
        Version = traits.Node.Version,
        Operation = call.Operation,
        Input = _letters is null ? null : _redaction.Show(call.Input.Value),
        ErrorType = failure.Error.GetType().FullName!,
        Error = _redaction.Hide(failure.Feedback, call.Input.Value),
        Attempts = failure.Attempts,
        Time = call.Time.GetUtcNow(),
        RunId = context.RunId,
    };

    private void Tell(Call call, StepFailure? failure, DeadLetter? described, Activity? activity, ILogger? log)
    {
        var duration = call.Time.GetElapsedTime(call.Started);
        var outcome = failure?.Status ?? StepStatus.Completed;
        NodeTelemetry.End(activity, outcome, described?.ErrorType);
        if (_tells.Metrics)
        {
            NodeTelemetry.Measure(traits.Node, call.Operation, outcome, duration);
        }

        if (log is null)
        {
            return;
        }

        if (described is not null)
        {
            NodeLog.Failed(log, described with { Error = ForLog(described.Error)! }, duration);
        }
        else
        {
            NodeLog.Ended(log, call.Operation, traits.Node.Name, call.Context.RunId, outcome, duration);
        }
    }

    private string? ForLog(string? text) => text is null ? null : _redaction.ForLog(text);

    /// <summary>What is known of the call before it is made.</summary>
    private sealed record Call(string Operation, StepContext Context, NodeInputText<TIn> Input)
    {
        public TimeProvider Time { get; } = Context.Time;

        public long Started { get; } = Context.Time.GetTimestamp();
    }
}
