using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>What a client reads when it is closed, spelled by hand for each dialect, and what the console shows.</summary>
internal static class LastWords
{
    /// <summary>Every dialect that an endpoint may have.</summary>
    public static TheoryData<string> Dialects => ["line", "json", "header64", "nul", "raw", "auto"];

    /// <summary>What is written to it as the last thing; nothing where its dialect has no word for an end.</summary>
    public static string Of(string dialect, string reason) => dialect switch
    {
        "line" => $"* bye: {reason}\n",
        "json" => $$"""{"type":"bye","reason":"{{reason}}"}""" + "\n",
        "header64" => "11".PadRight(64) + "!DISCONNECT",
        "header:10" => "11".PadRight(10) + "!DISCONNECT",
        _ => "",
    };

    /// <summary>
    /// It has been closed for this reason, which its dialect has told it after what it had read before; or, with no reason, it goes on
    /// and was told nothing.
    /// </summary>
    public static async Task AssertAsync(TestClient client, string dialect, string readBefore, CloseCode code, string? reason)
    {
        if (reason is null)
        {
            Assert.Null(client.Closed);
            Assert.Equal(readBefore, client.Written);
            return;
        }

        Assert.NotNull(client.Closed);
        await client.Served.Soon();
        Assert.Equal((code, reason), (client.Closed.Code, client.Closed.Sentence));
        Assert.Equal(readBefore + Of(dialect, reason), client.Written);
    }

    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
