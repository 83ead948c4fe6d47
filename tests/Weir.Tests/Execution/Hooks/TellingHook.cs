using System.Collections.Concurrent;

namespace Weir.Tests.Execution.Hooks;

/// <summary>Notes what it is told in a list that hooks share, and then does what the test wants.</summary>
internal sealed class TellingHook(string name, ConcurrentQueue<string> told, Func<HookPoint, string, CancellationToken, ValueTask>? then = null) : RunHook
{
    public override string Name => name;

    public override ValueTask BeforeRunAsync(BeforeRunArguments arguments, CancellationToken cancellationToken) =>
        Told(HookPoint.BeforeRun, arguments.Name, arguments.IsResumed ? " again" : "", cancellationToken);

    public override ValueTask AfterRunAsync(AfterRunArguments arguments, CancellationToken cancellationToken) =>
        Told(HookPoint.AfterRun, arguments.Name, $" {arguments.Status}{(arguments.Error is { } error ? $", {error.Message}" : "")}", cancellationToken);

    public override ValueTask BeforeStepAsync(BeforeStepArguments arguments, CancellationToken cancellationToken) =>
        Told(HookPoint.BeforeStep, arguments.Path, "", cancellationToken);

    public override ValueTask AfterStepAsync(AfterStepArguments arguments, CancellationToken cancellationToken) =>
        Told(HookPoint.AfterStep, arguments.Result.Path, $" {arguments.Result.Status}", cancellationToken);

    public override ValueTask StepFailedAsync(AfterStepArguments arguments, CancellationToken cancellationToken) =>
        Told(HookPoint.StepFailed, arguments.Result.Path, $" {arguments.Result.Error!.Message}", cancellationToken);

    private ValueTask Told(HookPoint point, string path, string rest, CancellationToken cancellationToken)
    {
        told.Enqueue($"{name} {point} {path}{rest}");
        return then?.Invoke(point, path, cancellationToken) ?? ValueTask.CompletedTask;
    }
}
