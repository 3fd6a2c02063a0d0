namespace WebChatBridge.Server;

/// <summary>
/// Has the audit hear of the links and tokens that the command <c>link</c> makes. It is another process, so it leaves a note in
/// a folder that is looked into once a second; who takes the note tells of it, once, also after a restart.
/// </summary>
internal sealed partial class LinkNotes(AccessFolder folder, Audit audit, TimeProvider time, ILogger<LinkNotes> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Tell();
        }
    }

    private void Tell()
    {
        try
        {
            foreach (var (name, _) in folder.Notes.All())
            {
                if (folder.Notes.Take(name) is { } note)
                {
                    audit.Write("the command link", note.Deed);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(logger, error.Message); // a folder that cannot be read lets nobody in either
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "What the command link made cannot be read: {Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);
    }
}
