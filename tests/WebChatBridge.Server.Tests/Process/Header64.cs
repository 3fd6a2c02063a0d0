using System.Text;

namespace WebChatBridge.Server.Tests;

/// <summary>The tutorial's framing, spelled by hand: the tests must not trust the product's own.</summary>
internal static class Header64
{
    public static readonly byte[] Goodbye = Frame("!DISCONNECT");

    public static byte[] Frame(string text) => Frame(Encoding.UTF8.GetBytes(text));

    public static byte[] Frame(byte[] body) => [.. Encoding.ASCII.GetBytes($"{body.Length}".PadRight(64)), .. body];

    public static Task SendFrameAsync(this RawClient client, string text) => client.SendAsync(Frame(text));

    public static async Task<byte[]> ReadFrameAsync(this RawClient client)
    {
        var header = Encoding.ASCII.GetString(await client.ReadExactlyAsync(64));
        Assert.Matches("^[0-9]+ +$", header);
        return await client.ReadExactlyAsync(int.Parse(header));
    }

    public static async Task<string> ReadFrameTextAsync(this RawClient client) => Encoding.UTF8.GetString(await client.ReadFrameAsync());
}
