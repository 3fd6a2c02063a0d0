namespace WebChatBridge.Server.Tests;

/// <summary>The terminal client at an endpoint that speaks TLS and asks for a secret.</summary>
[Trait("about", "security")]
public sealed class ChatOverTlsTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly TestCertificates files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(2, "json")]
    [InlineData(1, "line")]
    public async Task Tom_WithCertificateAndSecret_IsHeard(int index, string dialect)
    {
        await using var server = await StartAsync(index);
        using var listener = await RawClient.ConnectAsync(index == 1 ? server.Json : server.Text);
        if (index == 1)
        {
            await listener.HelloAsync();
        }

        await using var tom = RealProgram.Start(
            ServerProcess.Built("WebChatBridge.Chat"), [new("WCB_TOKEN", Secret)], "tom", $"localhost:{server.Address(dialect == "json" ? "json" : "text").Port}", "--dialect", dialect, "--ca", files.Authority, "--once", "hello through it all");

        Assert.Equal((0, ""), (await tom.ExitAsync(), tom.Errors));
        await listener.ReadUntilAsync(line => line.Contains("hello through it all", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "certificate of localhost", "--tls")]
    [InlineData(2, "no such", "--ca", "/nowhere/ca.pem")]
    [InlineData(4, "told a wrong secret", "--ca", "CA", "--token", "0123456789abcdef0123456789abcdeX")]
    [InlineData(4, "spoke without TLS")]
    public async Task Tom_WithoutOneOfThem_SaysWhich(int code, string words, params string[] options)
    {
        await using var server = await StartAsync(2);
        await using var tom = RealProgram.Start(
            ServerProcess.Built("WebChatBridge.Chat"),
            ["tom", $"localhost:{server.Json.Port}", "--once", "hi", .. options.Select(option => option == "CA" ? files.Authority : option)]);

        Assert.Equal(code, await tom.ExitAsync());
        Assert.Contains(words, tom.Errors, StringComparison.OrdinalIgnoreCase);
    }

    private Task<LiveServer> StartAsync(int index) => LiveServer.StartAsync(
        [.. files.Endpoint(index), $"--Relay:Endpoints:{index}:Listen=localhost:0", $"--Relay:Endpoints:{index}:Secret={Secret}"]);
}
