using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Weir.Tests.Hosting;

/// <summary>Keeps what is logged.</summary>
internal sealed class ListLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public LogLevel Least { get; init; } = LogLevel.Trace;

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>The lines of Weir, as level, id and text.</summary>
    public IEnumerable<string> Of(string category) =>
        Lines.Where(line => line.Category == category).Select(static line => $"{line.Level} {line.Id} {line.Text}");

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    internal sealed record LogLine(string Category, LogLevel Level, int Id, string Text, Exception? Error);

    private sealed class Logger(ListLog owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner.Least && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner._lines.Enqueue(new LogLine(category, logLevel, eventId.Id, formatter(state, exception), exception));
    }
}
