using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WebChatBridge.Server.Tests;

/// <summary>Collects what a server logs as an error: no client may bring one about.</summary>
internal sealed class ErrorLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> errors = new();

    public List<string> Expected { get; } = [];

    public IEnumerable<string> Unexpected => errors.Where(error => !Expected.Exists(part => error.Contains(part, StringComparison.Ordinal)));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            errors.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
        // What was collected is read after the server is gone.
    }
}
