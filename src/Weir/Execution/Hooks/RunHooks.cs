namespace Weir;

/// <summary>The hooks of one run: calls them in their order, reports what they throw, and says whether one ended the run.</summary>
internal sealed class RunHooks
{
    private readonly RunHook[] _hooks;
    private readonly RunScope _scope;
    private readonly EventStream _events;
    private readonly string _name;

    // Steps that were left behind may end later than their run.
    private volatile bool _isOver;

    private RunHooks(RunHook[] hooks, RunScope scope, EventStream events, string name)
    {
        _hooks = hooks;
        _scope = scope;
        _events = events;
        _name = name;
    }

    /// <summary>The hooks of the executor, then those of the run; null: there are none.</summary>
    public static RunHooks? Of(ExecutorOptions executor, RunOptions? options, RunScope scope, EventStream events, string name) =>
        Any(executor, options) ? new RunHooks([.. executor.Hooks, .. options?.Hooks ?? []], scope, events, name) : null;

    public static bool Any(ExecutorOptions executor, RunOptions? options) => executor.Hooks.Count > 0 || options is { Hooks.Count: > 0 };

    /// <summary>The answer: why the run ends, if a hook wants that. The same for the others.</summary>
    public ValueTask<ControlSignalException?> BeforeRunAsync(CancellationToken token, bool isResumed = false) => CallAsync(
        HookPoint.BeforeRun,
        null,
        new BeforeRunArguments(_scope.Id, _name, isResumed),
        static (hook, arguments, token) => hook.BeforeRunAsync(arguments, token),
        token);

    /// <summary>The same; a run that has failed keeps its failure, and an end on purpose is reported like anything else that is thrown.</summary>
    public async ValueTask<ControlSignalException?> AfterRunAsync(RunStatus status, Exception? error, CancellationToken token)
    {
        var decided = status == RunStatus.Failed ? new ControlSignalException("The run has failed.") : null;
        var answer = CallAsync(
            HookPoint.AfterRun,
            null,
            new AfterRunArguments(_scope.Id, _name, status, error),
            static (hook, arguments, token) => hook.AfterRunAsync(arguments, token),
            token,
            decided);
        _isOver = true;
        var abort = await answer.ConfigureAwait(RunQueue.IsHere);
        return decided is null ? abort : null;
    }

    public ValueTask<ControlSignalException?> BeforeStepAsync(StepAddress address, CancellationToken token) => CallAsync(
        HookPoint.BeforeStep,
        address,
        new BeforeStepArguments(_scope.Id, _name, address),
        static (hook, arguments, token) => hook.BeforeStepAsync(arguments, token),
        token);

    public async ValueTask<ControlSignalException?> AfterStepAsync(StepAddress address, StepResult result, CancellationToken token)
    {
        var arguments = new AfterStepArguments(_scope.Id, _name, result);
        var failed = result.Status != StepStatus.Failed ? null : await CallAsync(
            HookPoint.StepFailed, address, arguments, static (hook, arguments, token) => hook.StepFailedAsync(arguments, token), token).ConfigureAwait(RunQueue.IsHere);
        return await CallAsync(
            HookPoint.AfterStep, address, arguments, static (hook, arguments, token) => hook.AfterStepAsync(arguments, token), token, failed).ConfigureAwait(RunQueue.IsHere);
    }

    private async ValueTask<ControlSignalException?> CallAsync<T>(
        HookPoint point, StepAddress? address, T arguments, Func<RunHook, T, CancellationToken, ValueTask> call, CancellationToken token, ControlSignalException? abort = null)
    {
        if (_isOver)
        {
            return abort;
        }

        var isForward = point is HookPoint.BeforeRun or HookPoint.BeforeStep;
        for (var i = 0; i < _hooks.Length; i++)
        {
            var hook = _hooks[isForward ? i : _hooks.Length - 1 - i];
            try
            {
                await call(hook, arguments, token).ConfigureAwait(RunQueue.IsHere);
            }
            catch (ControlSignalException error) when (abort is null)
            {
                abort = error;
            }
            catch (Exception error)
            {
                Report(hook, point, address, error, token);
            }
        }

        return abort;
    }

    private void Report(RunHook hook, HookPoint point, StepAddress? address, Exception error, CancellationToken token)
    {
        if (error is OperationCanceledException && token.IsCancellationRequested)
        {
            // It was told to stop, and did.
            return;
        }

        _events.PostHookFailed(hook.Name, point, address?.ToString(), error);
        _events.Deliver();
    }
}
