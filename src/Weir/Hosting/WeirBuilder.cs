using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Weir;

/// <summary>Adds settings, steps and pipelines to an executor while services are registered.</summary>
public sealed class WeirBuilder
{
    private readonly WeirRegistration _registration;

    internal WeirBuilder(IServiceCollection services, WeirRegistration registration)
    {
        Services = services;
        _registration = registration;
    }

    /// <summary>The services that all is registered with.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key of the executor; null: it has none.</summary>
    public string? Key => _registration.Key;

    /// <summary>Changes settings, after those of the configuration were read.</summary>
    /// <param name="configure">Changes them.</param>
    /// <returns>This builder.</returns>
    public WeirBuilder Configure(Action<WeirHostOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(_registration.Name, configure);
        return this;
    }

    /// <summary>Changes the options of the executor itself, for what is no setting of a host.</summary>
    /// <param name="change">Gives the new options for those that settings and services made. Called once, when the executor is made.</param>
    /// <returns>This builder.</returns>
    public WeirBuilder ConfigureExecutor(Func<IServiceProvider, ExecutorOptions, ExecutorOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _registration.Changes.Add(change);
        return this;
    }

    /// <summary>Registers a step, unless its type is registered already, for pipelines to take by <c>Then&lt;TStep, TNext&gt;()</c>.</summary>
    /// <typeparam name="TStep">The step, which may take services in its constructor.</typeparam>
    /// <param name="lifetime">How long an instance serves; default scoped, one for each run, which is disposed when the run has ended.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><typeparamref name="TStep"/> is no <see cref="Step{TIn, TOut}"/>.</exception>
    public WeirBuilder AddStep<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStep>(
        ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where TStep : class
    {
        if (!IsStep(typeof(TStep)))
        {
            throw new ArgumentException($"{TypeText.Of(typeof(TStep))} is no step; derive it from Step<TIn, TOut>.", nameof(TStep));
        }

        Services.TryAdd(ServiceDescriptor.Describe(typeof(TStep), typeof(TStep), Require.Defined(lifetime, nameof(lifetime))));
        return this;
    }

    /// <summary>Registers a pipeline, to be had as a keyed <see cref="HostedPipeline{TIn, TOut}"/> of its name.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the pipeline gives.</typeparam>
    /// <param name="name">The name and the key: 1 to 200 characters without '/' and control characters; one for all executors.</param>
    /// <param name="build">
    /// Adds the steps. Called once, with the services of the application: what is scoped is not to be had there, but by steps in a run.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or is that of another pipeline.</exception>
    public WeirBuilder AddPipeline<TIn, TOut>(string name, Func<IServiceProvider, PipelineBuilder<TIn, TIn>, PipelineBuilder<TIn, TOut>> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return Add(StepName.Require(name, "pipeline"), services => build(services, Pipeline.Create<TIn>(name)).Build());
    }

    /// <summary>Registers a pipeline that is built already, to be had as a keyed <see cref="HostedPipeline{TIn, TOut}"/> of its name.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the pipeline gives.</typeparam>
    /// <param name="pipeline">The pipeline.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name of the pipeline is that of another.</exception>
    public WeirBuilder AddPipeline<TIn, TOut>(Pipeline<TIn, TOut> pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return Add(pipeline.Name, _ => pipeline);
    }

    /// <summary>Registers a step type for workflow files, unless its class is registered already. The services have all of them as one <see cref="StepTypeCatalog"/>, for all executors.</summary>
    /// <typeparam name="TType">The type, which may take singletons in its constructor; one instance serves all runs.</typeparam>
    /// <returns>This builder.</returns>
    /// <remarks>The host does not start where two types have one name.</remarks>
    public WeirBuilder AddStepType<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TType>()
        where TType : StepType
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<StepType, TType>());
        return AddCatalog();
    }

    /// <summary>Registers step types for workflow files, such as <c>StandardStepTypes.All</c> of Weir.Yaml; those that are registered already are passed over.</summary>
    /// <param name="types">The types.</param>
    /// <returns>This builder.</returns>
    /// <remarks>The host does not start where two types have one name.</remarks>
    public WeirBuilder AddStepTypes(IEnumerable<StepType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        foreach (var type in types)
        {
            if (!Services.Any(known => !known.IsKeyedService && ReferenceEquals(known.ImplementationInstance, type)))
            {
                Services.AddSingleton(type);
            }
        }

        return AddCatalog();
    }

    private WeirBuilder AddCatalog()
    {
        Services.TryAddSingleton(static services => new StepTypeCatalog(services.GetServices<StepType>()));
        return this;
    }

    private WeirBuilder Add<TIn, TOut>(string name, Func<IServiceProvider, Pipeline<TIn, TOut>> build)
    {
        if (WeirServices.All(Services).Any(registration => registration.Pipelines.ContainsKey(name)))
        {
            throw new ArgumentException($"There are two pipelines named '{name}'; give one of them another name.", nameof(name));
        }

        var host = _registration.Name;
        _registration.Pipelines.Add(name, services => services.GetRequiredKeyedService<HostedPipeline<TIn, TOut>>(name));
        Services.AddKeyedSingleton(name, (services, _) => new HostedPipeline<TIn, TOut>(build(services), ExecutorHost.Of(services, host)));
        return this;
    }

    private static bool IsStep(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(Step<,>))
            {
                return true;
            }
        }

        return false;
    }
}
