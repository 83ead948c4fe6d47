namespace Weir.Layers.CircuitBreaking;

/// <summary>The error of a step that was not called, because its circuit breaker is open. It is a value in the run; nothing throws it.</summary>
public sealed class CircuitOpenException : Exception
{
    private readonly LayerTarget _target;

    internal CircuitOpenException(LayerTarget target, DateTimeOffset until)
    {
        _target = target;
        Until = until;
    }

    /// <summary>The step, as its pipeline names it, such as <c>order/charge</c>.</summary>
    public string StepPath => _target.Path;

    /// <summary>When the breaker lets a call try again, in UTC.</summary>
    public DateTimeOffset Until { get; }

    /// <inheritdoc/>
    public override string Message => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Upper(_target)} was not called: it failed too often, and its circuit breaker is open until {Until.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC.");

    private static string Upper(LayerTarget target) => $"T{target.ToString().AsSpan(1)}";
}
