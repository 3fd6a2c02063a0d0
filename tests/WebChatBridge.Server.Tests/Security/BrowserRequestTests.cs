using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// A page of anybody's may have a browser send requests to a local port, with chat in their bodies. None of it becomes chat, in
/// no dialect, and in those that mark their frames however the bytes are cut. The browser's own requests are in the browser tests.
/// </summary>
[Trait("about", "security")]
public sealed class BrowserRequestTests
{
    private const string Frame = "5                                                               hello";

    public static TheoryData<string, string> Attempts => new()
    {
        { "line", "POST / HTTP/1.1\r\nHost: localhost:5051\r\nContent-Type: text/plain\r\nContent-Length: 14\r\n\r\n/nick eve\nhello" },
        { "line", "GET /%0Ahello HTTP/1.1\r\nHost: localhost\r\n\r\n" },
        { "line", "PUT /x HTTP/1.0\r\n\r\nhello" },
        { "line", "OPTIONS * HTTP/1.1\r\nAccess-Control-Request-Method: POST\r\n\r\nhello" },
        { "line", "GET /hub HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: hello\r\nSec-WebSocket-Version: 13\r\n\r\nhello\n" },
        { "line", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nhello\n" },
        { "json", "POST / HTTP/1.1\r\nContent-Length: 60\r\n\r\n{\"type\":\"hello\"}\n{\"type\":\"post\",\"text\":\"hello\"}\n" },
        { "header64", "POST / HTTP/1.1\r\nContent-Length: 69\r\n\r\n" + Frame },
        { "header:10", "POST / HTTP/1.1\r\nContent-Length: 15\r\n\r\n5         hello" },
        { "nul", "POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nhello\0" },
        { "raw", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello" },
        { "auto", "POST / HTTP/1.1\r\nContent-Length: 60\r\n\r\n{\"type\":\"hello\"}\n{\"type\":\"post\",\"text\":\"hello\"}\n" },
        { "auto", "POST / HTTP/1.1\r\nContent-Length: 69\r\n\r\n" + Frame },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Request_WithChatInIt_IsNeverChat(string dialect, string request)
    {
        await using var server = await LiveServer.StartAsync("--Relay:Endpoints:1:Dialect=" + dialect);
        await using var console = await server.WatchAsync();

        // Where silence ends a message, what comes a moment later is another one. A browser writes its request in one piece.
        int[] cuts = dialect is "raw" or "auto" ? [request.Length] : [request.Length, 1, request.IndexOf("\r\n", StringComparison.Ordinal) + 1];
        foreach (var cut in cuts)
        {
            using var browser = await RawClient.ConnectAsync(server.Text);
            await browser.SendAsync(request[..cut]);
            if (cut < request.Length)
            {
                await console.SessionAsync(session => session.Remote == browser.Local, "its session");
                await Record.ExceptionAsync(() => browser.SendAsync(request[cut..])); // it may be refused by then
            }

            var reason = await console.ClosedAsync(browser);
            Assert.Equal((CloseCode.SpokeForeign, "spoke HTTP"), (reason.Code, reason.Sentence));
        }

        Assert.Empty((await console.Connection.HistoryAsync(new HistoryQuery("lobby"), CancellationToken.None)).Messages);

        // The oracle sees what is said.
        if (dialect == "line")
        {
            using var person = await server.TextAsync();
            await person.SendAsync("hello\n");
            await Soon.GetAsync(async () => (await console.Connection.HistoryAsync(new HistoryQuery("lobby"), CancellationToken.None)).Messages is [var said, ..] ? said : null, "what a person says");
        }
    }

    [Fact]
    public async Task Request_ThroughTls_OrWithoutTheSecret_IsNoChatEither()
    {
        using var files = new TestCertificates();
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(1), "--Relay:Endpoints:2:Dialect=line", "--Relay:Endpoints:2:Secret=0123456789abcdef"]);
        await using var console = await server.WatchAsync();
        const string Request = "POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nhello\n";

        await using var encrypted = await TlsClient.ConnectAsync(server.Text, files.Authority);
        await encrypted.SendAsync(Request);
        Assert.StartsWith("HTTP/1.1 400 Bad Request", await encrypted.ReadLineAsync(), StringComparison.Ordinal);
        using var plain = await RawClient.ConnectAsync(server.Json);
        await plain.SendAsync(Request);
        Assert.Equal("spoke HTTP", (await console.ClosedAsync(plain)).Sentence);
        Assert.Empty((await console.Connection.HistoryAsync(new HistoryQuery("lobby"), CancellationToken.None)).Messages);
    }
}
