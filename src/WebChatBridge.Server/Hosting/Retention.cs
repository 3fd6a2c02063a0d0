using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Once an hour drops what is older than <c>History:KeepDays</c>.</summary>
internal sealed partial class Retention(IMessageLog log, Settings settings, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.History.KeepDays == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var olderThan = time.GetUtcNow() - TimeSpan.FromDays(settings.History.KeepDays);
                var dropped = await log.TrimAsync(olderThan, stoppingToken);
                Log.Trimmed(logger, dropped, olderThan);
            }
            catch (LogUnavailableException error)
            {
                Log.Failed(logger, error.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "dropped {Count} messages older than {OlderThan:u}")]
        public static partial void Trimmed(ILogger logger, int count, DateTimeOffset olderThan);

        [LoggerMessage(Level = LogLevel.Error, Message = "old messages were not dropped: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
