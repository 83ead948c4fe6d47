namespace Weir;

/// <summary>Makes steps out of delegates.</summary>
public static class Step
{
    /// <summary>A step that awaits <paramref name="body"/>.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="body">The work.</param>
    /// <returns>The step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public static Step<TIn, TOut> From<TIn, TOut>(string name, Func<TIn, StepContext, ValueTask<TOut>> body)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(body);
        return new DelegateStep<TIn, TOut>(name, body);
    }

    /// <summary>A step that calls <paramref name="body"/>, which has nothing to wait for.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives; no task.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="body">The work.</param>
    /// <returns>The step.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> breaks the rule of names, or <typeparamref name="TOut"/> is a task, which nobody would await.
    /// </exception>
    public static Step<TIn, TOut> From<TIn, TOut>(string name, Func<TIn, TOut> body)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(body);
        if (IsTask(typeof(TOut)))
        {
            throw new ArgumentException(
                $"The step '{name}' returns a task; take the context as a second argument so that Weir awaits it.", nameof(body));
        }

        return new FunctionStep<TIn, TOut>(name, body);
    }

    /// <summary>A step that stands for a <typeparamref name="TStep"/> from the services of the run (<c>RunOptions.Services</c>), which is asked for at each call.</summary>
    /// <remarks>A <typeparamref name="TStep"/> that is registered as scoped is one instance for each run. Branches and items of one run that go side by side share it.</remarks>
    /// <typeparam name="TStep">The type that is asked for.</typeparam>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; default null, the name of the type without its arity.</param>
    /// <returns>The step. It fails, with its path and the type, in a run that has no services or whose services have no such step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public static Step<TIn, TOut> FromServices<TStep, TIn, TOut>(string? name = null)
        where TStep : Step<TIn, TOut> =>
        new ServiceStep<TStep, TIn, TOut>(StepName.Require(name ?? StepName.OfType(typeof(TStep)), "step"));

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
