using Microsoft.Extensions.Logging;

namespace Weir.Tests.Steps.Nodes.Features;

/// <summary>Keeps what is logged, each as level and text.</summary>
internal sealed class NodeLogs : ILoggerFactory, ILogger
{
    private readonly Lock _gate = new();

    // Under _gate.
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => categoryName == "Weir.Nodes" ? this : throw new ArgumentException(categoryName);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            _lines.Add($"{logLevel}: {formatter(state, exception)}");
        }
    }

    public void Dispose()
    {
    }
}
