namespace WebChatBridge.Server.Tests;

/// <summary>Lines of text on a bare socket.</summary>
internal static class LineTalk
{
    public static Task<string> ReadUntilAsync(this RawClient client, string line) =>
        client.ReadUntilAsync(read => string.Equals(read, line, StringComparison.Ordinal));

    /// <summary>The next line that is as wanted; others are skipped.</summary>
    public static async Task<string> ReadUntilAsync(this RawClient client, Func<string, bool> wanted)
    {
        while (true)
        {
            var line = await client.ReadLineAsync();
            if (wanted(line))
            {
                return line;
            }
        }
    }
}
