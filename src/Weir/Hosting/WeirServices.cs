using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Weir;

/// <summary>Registers executors, steps and pipelines with the services of a host.</summary>
public static class WeirServices
{
    /// <summary>Registers an <see cref="Executor"/> as a singleton, which starts and stops with the host. A second call adds to the first.</summary>
    /// <remarks>A <see cref="TimeProvider"/> and an <see cref="IRunStore"/> are taken from the services where they are registered.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Adds settings, steps and pipelines; default null, nothing.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddWeir(this IServiceCollection services, Action<WeirBuilder>? configure = null) =>
        Add(services, null, null, configure);

    /// <summary>Registers an <see cref="Executor"/> as a singleton with the settings of a section (<see cref="WeirHostOptions"/>).</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("Weir")</c>. The host does not start with a key or value in it that is wrong.</param>
    /// <param name="configure">Adds settings, which count more than those of the section, steps and pipelines; default null, nothing.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">The executor has another section already.</exception>
    public static IServiceCollection AddWeir(this IServiceCollection services, IConfiguration section, Action<WeirBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, null, section, configure);
    }

    /// <summary>Registers a further <see cref="Executor"/> as a keyed singleton, with settings and pipelines of its own.</summary>
    /// <remarks>A <see cref="TimeProvider"/> and an <see cref="IRunStore"/> of this key come before those without a key.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is also the name of its options; not empty.</param>
    /// <param name="configure">Adds settings, steps and pipelines; default null, nothing.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    public static IServiceCollection AddKeyedWeir(this IServiceCollection services, string key, Action<WeirBuilder>? configure = null) =>
        Add(services, Require.Text(key, nameof(key)), null, configure);

    /// <summary>Registers a further <see cref="Executor"/> as a keyed singleton, with the settings of a section of its own.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is also the name of its options; not empty.</param>
    /// <param name="section">The section. The host does not start with a key or value in it that is wrong.</param>
    /// <param name="configure">Adds settings, which count more than those of the section, steps and pipelines; default null, nothing.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The executor has another section already.</exception>
    public static IServiceCollection AddKeyedWeir(
        this IServiceCollection services, string key, IConfiguration section, Action<WeirBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, Require.Text(key, nameof(key)), section, configure);
    }

    private static IServiceCollection Add(IServiceCollection services, string? key, IConfiguration? section, Action<WeirBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registration = Find(services, key) ?? Register(services, key);
        if (section is not null)
        {
            Bind(services, registration, section);
        }

        configure?.Invoke(new WeirBuilder(services, registration));
        return services;
    }

    private static WeirRegistration? Find(IServiceCollection services, string? key) =>
        All(services).FirstOrDefault(registration => registration.Key == key);

    internal static IEnumerable<WeirRegistration> All(IServiceCollection services) =>
        services.Where(static one => !one.IsKeyedService).Select(static one => one.ImplementationInstance).OfType<WeirRegistration>();

    private static WeirRegistration Register(IServiceCollection services, string? key)
    {
        var registration = new WeirRegistration(key);
        services.AddSingleton(registration);
        services.AddOptions<WeirHostOptions>(registration.Name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeirHostOptions>>(new HostOptionsCheck(registration));
        services.AddKeyedSingleton(registration.Name, (services, _) => new ExecutorHost(services, registration));
        if (key is null)
        {
            services.AddSingleton(static services => ExecutorHost.Of(services, "").Executor);
        }
        else
        {
            services.AddKeyedSingleton(key, static (services, key) => ExecutorHost.Of(services, (string)key!).Executor);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WeirHostService>());
        return registration;
    }

    private static void Bind(IServiceCollection services, WeirRegistration registration, IConfiguration section)
    {
        if (registration.Section is not null)
        {
            throw new InvalidOperationException(
                $"The executor {(registration.Key is null ? "without a key" : $"'{registration.Key}'")} was given two sections of configuration; give it one.");
        }

        registration.Section = section;
        services.Configure<WeirHostOptions>(registration.Name, options => HostSetting.ReadAll(section, options));
    }
}
