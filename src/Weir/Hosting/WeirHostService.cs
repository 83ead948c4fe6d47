using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Weir;

/// <summary>Starts and stops all executors of the host.</summary>
/// <remarks>
/// They are checked before anything else starts, and drained before anything else stops: a web server that still holds connections would
/// otherwise use up the time of the host while its requests start new runs.
/// </remarks>
internal sealed class WeirHostService(IServiceProvider services, IEnumerable<WeirRegistration> registrations) : IHostedLifecycleService
{
    private readonly List<ExecutorHost> _hosts = [];

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Made here, so that two step types of one name are found before anything starts.
        _ = services.GetService<StepTypeCatalog>();
        foreach (var registration in registrations)
        {
            var host = ExecutorHost.Of(services, registration.Name);
            _hosts.Add(host);
            await host.StartAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.WhenAll(_hosts.Select(host => host.StopAsync(cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
