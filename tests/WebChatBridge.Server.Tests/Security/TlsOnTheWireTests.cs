using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>TLS at a TCP endpoint, over real sockets and with programs that nobody here wrote.</summary>
[Trait("about", "security")]
public sealed class TlsOnTheWireTests : IDisposable
{
    private readonly TestCertificates files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Openssl_TalksToAPlainClient_AndLeavesCleanly()
    {
        RealProgram.Need("openssl");
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(2), "--Relay:Endpoints:2:Dialect=line"]);
        await using var console = await server.WatchAsync();
        using var plain = await server.TextAsync();
        await using var program = RealProgram.Start(
            "openssl", "s_client", "-quiet", "-verify_return_error", "-CAfile", files.Authority, "-verify_hostname", "localhost", "-connect", server.Json.ToString());
        await program.UntilItPrintsAsync("* welcome, you are ");
        await program.SayAsync("/nick sam");
        await program.SayAsync("hello through TLS");

        Assert.Equal("sam: hello through TLS", await plain.ReadUntilAsync(line => line.EndsWith("TLS", StringComparison.Ordinal)));
        await plain.SendAsync("hello back\n");
        await program.UntilItPrintsAsync("hello back");
        var session = await console.SessionAsync(session => session.Name == "sam", "sam");
        Assert.Equal("TLS 1.3", session.Secured);
        await program.SayAsync("/quit");
        Assert.Equal(0, await program.ExitAsync());
        Assert.Equal(CloseCode.Goodbye, (await console.ClosedAsync("sam")).Code);

        // What is kept to be looked at is what was said, not what it was encrypted into.
        var trace = await console.Connection.TraceAsync(new TraceQuery(session.Id), CancellationToken.None);
        Assert.Contains("hello through TLS", Encoding.UTF8.GetString([.. trace!.Chunks.Where(chunk => chunk.Direction == Direction.In).SelectMany(chunk => chunk.Bytes)]));
    }

    [Fact]
    public async Task Python_WithItsOwnTls_SpeaksTheTutorialsFraming()
    {
        await using var server = await LiveServer.StartAsync(files.Endpoint(0));
        const string Talk = """
            import socket, ssl, sys
            context = ssl.create_default_context(cafile=sys.argv[2])
            peer = context.wrap_socket(socket.create_connection(("127.0.0.1", int(sys.argv[1]))), server_hostname="localhost")
            def send(text): peer.sendall(str(len(text)).encode().ljust(64) + text.encode())
            stream = peer.makefile("rb")
            send("hello from " + sys.argv[3])
            print(stream.read(int(stream.read(64))).decode(), flush=True)
            send("!DISCONNECT")
            while stream.read(4096): pass
            """;
        await using var tom = RealProgram.Start("python3", "-c", Talk, $"{server.Tutorial.Port}", files.Authority, "tom");
        await using var jerry = RealProgram.Start("python3", "-c", Talk, $"{server.Tutorial.Port}", files.Authority, "jerry");

        Assert.Equal(0, await tom.ExitAsync());
        Assert.Equal(0, await jerry.ExitAsync());
        Assert.Equal(("hello from jerry", "hello from tom"), (tom.Output, jerry.Output));
    }

    [Fact]
    public async Task PlainClient_OnATlsPort_IsToldInItsDialect_AndTheReasonIsKept()
    {
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(1), .. files.Endpoint(2)]);
        await using var console = await server.WatchAsync();
        using var talker = await RawClient.ConnectAsync(server.Text);
        using var json = await RawClient.ConnectAsync(server.Json);
        await talker.SendAsync("hello?\n");
        await json.SendJsonAsync(new { type = "hello" });

        Assert.Equal("* bye: spoke without TLS; this port speaks TLS only\n", await talker.ReadTextToEndAsync());
        Assert.Equal("""{"type":"bye","reason":"spoke without TLS; this port speaks TLS only"}""" + "\n", await json.ReadTextToEndAsync());
        var reason = await console.ClosedAsync(talker);
        Assert.Equal((CloseCode.TlsFailed, "hello?\n"), (reason.Code, Encoding.UTF8.GetString(reason.Evidence!)));
    }

    [Fact]
    public async Task SilentClient_OnATlsPort_IsEndedWhenTheHandshakeTimeIsOver()
    {
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(1), "--Relay:Limits:Handshake=00:00:01"]);
        await using var console = await server.WatchAsync();
        using var listener = await RawClient.ConnectAsync(server.Text);

        const string words = "no TLS handshake within 1 s (Relay:Limits:Handshake); this port speaks TLS only";
        Assert.Equal($"* bye: {words}\n", await listener.ReadTextToEndAsync());
        var reason = await console.ClosedAsync(listener);
        Assert.Equal((CloseCode.HandshakeTimeout, words), (reason.Code, reason.Sentence));
    }

    [Fact]
    public async Task TlsClient_OnAPlainPort_IsRefusedAsOne()
    {
        await using var server = await LiveServer.StartAsync();
        await using var console = await server.WatchAsync();
        using var socket = new TcpClient(AddressFamily.InterNetwork);
        await socket.ConnectAsync(server.Text);
        var local = socket.Client.LocalEndPoint!.ToString();
        await using var stream = new SslStream(socket.GetStream());

        await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsClientAsync("localhost"));

        var session = await console.SessionAsync(session => session.Remote == local && session.Closed is not null, "its end");
        Assert.Equal((CloseCode.SpokeForeign, "spoke TLS"), (session.Closed!.Code, session.Closed.Sentence));
    }

    [Fact]
    public async Task HalfAHandshake_IsCutAtTheDeadline_AndHoldsNobodyUp()
    {
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(1), "--Relay:Limits:Handshake=00:00:01"]);
        await using var console = await server.WatchAsync();
        using var stalled = await RawClient.ConnectAsync(server.Text);
        await stalled.SendAsync([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]); // a record that announces 512 bytes and never comes
        await using var good = await TlsClient.ConnectAsync(server.Text, files.Authority);

        Assert.StartsWith("* welcome", await good.ReadLineAsync(), StringComparison.Ordinal);
        var reason = await console.ClosedAsync(stalled);
        Assert.Equal((CloseCode.HandshakeTimeout, "did not end its TLS handshake within 1 s (Relay:Limits:Handshake)"), (reason.Code, reason.Sentence));
    }

    [Fact]
    public async Task ClientCertificate_Required_OnlyItsHoldersComeIn()
    {
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(1), $"--Relay:Endpoints:1:Tls:ClientAuthority={files.Authority}"]);
        await using var console = await server.WatchAsync();
        using var issued = files.Issue("plc", "CN=plc-7");
        using var strange = files.Issue("eve", "CN=plc-7", selfSigned: true);

        await using (var plc = await TlsClient.ConnectAsync(server.Text, files.Authority, issued))
        {
            Assert.StartsWith("* welcome", await plc.ReadLineAsync(), StringComparison.Ordinal);
            Assert.Equal("TLS 1.3, certificate CN=plc-7", (await console.SessionAsync(session => session.Remote == plc.Local, "plc-7")).Secured);
        }

        foreach (var certificate in new[] { null, strange })
        {
            var refused = await TlsClient.RefusedAsync(server.Text, files.Authority, certificate);
            var session = await console.SessionAsync(session => session.Remote == refused && session.Closed is not null, "the refusal");
            Assert.Equal(CloseCode.TlsFailed, session.Closed!.Code);
            Assert.StartsWith("failed in its TLS handshake: ", session.Closed.Sentence, StringComparison.Ordinal);
            Assert.Equal(0, session.BytesOut);
        }
    }

    [Fact]
    public async Task Certificate_Replaced_IsShownToTheNext_AndADamagedOneIsNot()
    {
        await using var server = await LiveServer.StartAsync(files.Endpoint(1));
        var first = await SeenAsync(server);
        Assert.Equal(first, await SeenAsync(server));

        files.Issue("server", "CN=wcb-new").Dispose();
        await Soon.GetAsync(async () => await SeenAsync(server) != first ? "new" : null, "the new certificate");
        var second = await SeenAsync(server);
        await File.WriteAllTextAsync(files.Certificate, "-----BEGIN CERTIFICATE-----\nnot one\n");
        await using var patience = new PeriodicLook(TimeSpan.FromMilliseconds(1_200));
        await patience.OverAsync();

        Assert.Equal(second, await SeenAsync(server));
    }

    [Fact]
    public async Task BigMessages_BothWaysAtOnce_AndAnInterruptedRead_LoseNothing()
    {
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(2), .. files.Endpoint(1)]);
        await using var console = await server.WatchAsync();
        await using var one = await TlsClient.ConnectAsync(server.Text, files.Authority);
        await using var other = await TlsClient.ConnectAsync(server.Text, files.Authority);
        await one.ReadLineAsync();
        await other.ReadLineAsync();
        var session = await console.SessionAsync(session => session.Remote == one.Local, "its session");

        var (heardByOne, heardByOther) = (HeadsAsync(one), HeadsAsync(other));
        var sending = Task.WhenAll(SendAsync(one, "a"), SendAsync(other, "b"));
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(await console.Connection.SpeakAsync(session.Id, "line")); // wakes the read loop between any two reads
        }

        await sending;
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"b{i}"), await heardByOne);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"a{i}"), await heardByOther);

        static async Task SendAsync(TlsClient client, string mark)
        {
            for (var i = 0; i < 40; i++)
            {
                await client.SendAsync($"{mark}{i} {new string('x', 20_000)}\n");
            }
        }

        static async Task<List<string>> HeadsAsync(TlsClient client)
        {
            var heads = new List<string>();
            while (heads.Count < 40)
            {
                var line = await client.ReadLineAsync();
                if (line.Contains(" xxx", StringComparison.Ordinal))
                {
                    Assert.EndsWith(new string('x', 20_000), line, StringComparison.Ordinal);
                    heads.Add(line.Split(' ')[1]);
                }
            }

            return heads;
        }
    }

    private async Task<string> SeenAsync(LiveServer server)
    {
        await using var client = await TlsClient.ConnectAsync(server.Text, files.Authority);
        return client.Shown;
    }
}
