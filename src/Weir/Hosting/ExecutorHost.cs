using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Weir;

/// <summary>An executor among services: made of their options, started, drained and ended with the host.</summary>
internal sealed class ExecutorHost : IAsyncDisposable
{
    private readonly WeirRegistration _registration;
    private readonly IServiceProvider _services;
    private readonly IServiceScopeFactory _scopes;
    private readonly WeirHostOptions _options;
    private readonly HostedFileStore? _file;
    private readonly ILogger _runLog;
    private readonly ILogger _hostLog;
    private readonly HostedRuns _runs = new();

    public ExecutorHost(IServiceProvider services, WeirRegistration registration)
    {
        _services = services;
        _registration = registration;
        _scopes = services.GetRequiredService<IServiceScopeFactory>();
        _options = services.GetRequiredService<IOptionsMonitor<WeirHostOptions>>().Get(registration.Name);
        var loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        _runLog = loggers.CreateLogger("Weir.Runs");
        _hostLog = loggers.CreateLogger("Weir.Host");
        _file = _options.StoreFile is { } path ? new HostedFileStore(path) : null;
        Executor = new Executor(ToExecutorOptions());
    }

    public Executor Executor { get; }

    public static ExecutorHost Of(IServiceProvider services, string name) => services.GetRequiredKeyedService<ExecutorHost>(name);

    /// <summary>Opens the store, builds all pipelines, and looks whether the services have what their steps take.</summary>
    /// <exception cref="InvalidOperationException">A pipeline cannot be built, or a service is not registered.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            await _file.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }

        var pipelines = _registration.Pipelines.Values.Select(pipeline => pipeline(_services)).ToArray();
        if (_services.GetService<IServiceProviderIsService>() is { } known)
        {
            string[] missing = [.. pipelines.SelectMany(pipeline => StepServices.Missing(pipeline, known))];
            if (missing.Length > 0)
            {
                throw new InvalidOperationException(string.Join(Environment.NewLine, missing));
            }
        }
    }

    /// <summary>Refuses new runs, drains those in flight, cancels those that are left, and says which were cut.</summary>
    /// <param name="cancellationToken">Ends draining early.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        HostLog.Draining(_hostLog, _registration.Key ?? "default", Executor.Runs.InFlight, _options.DrainTimeout);
        if (!await Executor.DrainAsync(_options.DrainTimeout, cancellationToken).ConfigureAwait(RunQueue.IsHere))
        {
            // Before the wait: where a step does not heed its token, this is the last that is heard.
            HostLog.Cutting(_hostLog, _registration.Key ?? "default", Executor.Runs.InFlight);
            await Executor.CutAsync().ConfigureAwait(RunQueue.Quietly);
            await Executor.Runs.Idle.ConfigureAwait(RunQueue.IsHere);
        }

        await _runs.WaitAsync().ConfigureAwait(RunQueue.IsHere);
        await DrainTelemetryAsync().ConfigureAwait(RunQueue.IsHere);
        var cut = Executor.CutRuns;
        foreach (var run in cut)
        {
            HostLog.RunCut(_hostLog, run);
        }

        HostLog.Stopped(_hostLog, _registration.Key ?? "default", cut.Count);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        }
        finally
        {
            await _runs.WaitAsync().ConfigureAwait(RunQueue.IsHere);
            if (_file is not null)
            {
                await _file.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
            }
        }
    }

    /// <summary>A run is about to start; it is counted until <see cref="Exit"/>.</summary>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public void Enter()
    {
        if (Executor.IsStopping)
        {
            throw Executor.Refused();
        }

        _runs.Enter();
    }

    public void Exit() => _runs.Exit();

    public AsyncServiceScope CreateScope() => _scopes.CreateAsyncScope();

    /// <summary>Ends the services of a run. What they throw then is logged, and takes nothing from the run.</summary>
    public async ValueTask DisposeAsync(AsyncServiceScope scope, string pipeline)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        }
        catch (Exception error)
        {
            HostLog.ServicesFailed(_hostLog, pipeline, error);
        }
    }

    /// <summary>Who is told of a run: a log where one is on, and whom the caller named.</summary>
    public IProgress<RunEvent>? ObserverOf(string pipeline, IProgress<RunEvent>? other) =>
        _runLog.IsEnabled(LogLevel.Error) ? new RunLogger(_runLog, pipeline, _options.LogErrors, other) : other;

    private async ValueTask DrainTelemetryAsync()
    {
        try
        {
            await Executor.DrainTelemetryAsync().ConfigureAwait(RunQueue.IsHere);
        }
        catch (TimeoutException error)
        {
            HostLog.TelemetryLost(_hostLog, _registration.Key ?? "default", error);
        }
    }

    private ExecutorOptions ToExecutorOptions()
    {
        var options = new ExecutorOptions { MaxParallel = _options.MaxParallel, CollectStatistics = _options.CollectStatistics };
        if (Find<TimeProvider>() is { } time)
        {
            options = options with { Time = time };
        }

        if (Find<TelemetryExporter>() is { } exporter)
        {
            options = options with { TelemetryExporter = exporter };
        }

        if (FindStore() is { } store)
        {
            options = options with { Store = store };
        }

        return _registration.Changes.Aggregate(options, (made, change) => change(_services, made));
    }

    private IRunStore? FindStore() => (_file, Find<IRunStore>()) switch
    {
        ({ } file, null) => file,
        (null, var registered) => registered,
        _ => throw new InvalidOperationException(
            $"Weir has two stores: StoreFile is '{_options.StoreFile}', and an IRunStore is registered; take one of them away."),
    };

    /// <summary>The service of the key of this executor, else the one without a key.</summary>
    private T? Find<T>()
        where T : class =>
        (_registration.Key is { } key ? _services.GetKeyedService<T>(key) : null) ?? _services.GetService<T>();
}
