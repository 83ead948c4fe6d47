using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weir.Tests.Hosting;

/// <summary>Makes hosts that have nothing but what a test adds.</summary>
internal static class TestHost
{
    public static IHost Of(Action<IServiceCollection> configure, ListLog? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (log is not null)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        }

        configure(builder.Services);
        builder.Services.Configure<ServiceProviderOptions>(static options => options.ValidateScopes = true);
        return builder.Build();
    }

    public static async Task<IHost> StartAsync(Action<IServiceCollection> configure, ListLog? log = null)
    {
        var host = Of(configure, log);
        await host.StartAsync(Some.Token);
        return host;
    }

    public static HostedPipeline<int, int> Pipeline(this IHost host, string name = "numbers") =>
        host.Services.GetRequiredKeyedService<HostedPipeline<int, int>>(name);

    public static HostedPipeline<string, string> GetHosted(this IServiceProvider services) =>
        services.GetRequiredKeyedService<HostedPipeline<string, string>>("words");

    /// <summary>A clock that stands still.</summary>
    public static IServiceCollection AddFixedTime(this IServiceCollection services) => services.AddSingleton<TimeProvider>(new ManualTime());

    /// <summary>A section named Weir.</summary>
    public static IConfigurationSection Section(params (string Key, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static one => KeyValuePair.Create($"Weir:{one.Key}", one.Value)))
        .Build()
        .GetSection("Weir");
}
