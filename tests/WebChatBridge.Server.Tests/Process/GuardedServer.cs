namespace WebChatBridge.Server.Tests;

/// <summary>A server where one has to sign in, with a folder of its own.</summary>
internal sealed class GuardedServer : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    private GuardedServer()
    {
    }

    public LiveServer Live { get; private set; } = null!;

    public string Folder => folder.Path;

    public static async Task<GuardedServer> StartAsync(params string[] settings)
    {
        var guarded = new GuardedServer();
        guarded.Live = await LiveServer.StartAsync([.. guarded.Settings, .. settings]);
        return guarded;
    }

    /// <summary>Stops it and starts it anew, with what it left behind.</summary>
    public async Task RestartAsync()
    {
        await Live.DisposeAsync();
        Live = await LiveServer.StartAsync(Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        folder.Dispose();
    }

    private string[] Settings => ["--Console:Access=link", $"--History:Path={folder.File("history.db")}"];
}
