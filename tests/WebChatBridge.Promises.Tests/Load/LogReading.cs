using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Promises.Tests;

/// <summary>Reads a whole room from the log, page by page, through the hub.</summary>
internal static class LogReading
{
    private const int Page = 1_000;

    /// <summary>All messages of the room; their numbers are 1, 2, 3, … or the test fails.</summary>
    public static async Task<List<ChatMessage>> AllAsync(ConsoleConnection hub, string room)
    {
        var all = new List<ChatMessage>();
        while (true)
        {
            var page = await hub.HistoryAsync(new HistoryQuery(room, After: all.Count, Limit: Page), default);
            if (page.Messages.Count == 0)
            {
                Assert.Equal(all.Count, page.LastSeq);
                return all;
            }

            foreach (var message in page.Messages)
            {
                Assert.Equal(all.Count + 1, message.Seq);
                all.Add(message);
            }
        }
    }
}
