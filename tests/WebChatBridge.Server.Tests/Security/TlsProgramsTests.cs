using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>The programs that docs/operating.md and docs/wire.md name for an encrypted endpoint, as they are typed there.</summary>
[Trait("about", "security")]
public sealed class TlsProgramsTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly TestCertificates files = new();

    public static TheoryData<string> Programs => ["openssl", "ncat"];

    public void Dispose() => files.Dispose();

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task SecretInFrontOfLines_ThroughAPipe_ComesIn(string program)
    {
        RealProgram.Need(program);
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(1), $"--Relay:Endpoints:1:SecretFile={files.WritePrivate("secret.txt", Secret)}"]);
        using var listener = await server.JsonAsync();
        var dial = string.Join(' ', Dial(program, $"localhost:{server.Text.Port}").Select(word => $"'{word}'"));

        await using var person = RealProgram.Start("bash", "-c", $$"""{ echo "/pass $(cat '{{files.File("secret.txt")}}')"; cat; } | {{dial}}""");
        await person.UntilItPrintsAsync("* welcome, you are ");
        await person.SayAsync("hello through the pipe");

        Assert.Equal("hello through the pipe", (await listener.ReadJsonAsync("message")).Text("text"));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task ClientCertificate_Shown_ComesIn_AndWithoutItNobody(string program)
    {
        RealProgram.Need(program);
        await using var server = await LiveServer.StartAsync([.. files.Endpoint(1), $"--Relay:Endpoints:1:Tls:ClientAuthority={files.Authority}"]);
        await using var console = await server.WatchAsync();
        files.Issue("plc", "CN=plc-7").Dispose();
        var (certificate, key) = program == "openssl" ? ("-cert", "-key") : ("--ssl-cert", "--ssl-key");
        string[] dial = Dial(program, $"localhost:{server.Text.Port}");

        await using (var plc = RealProgram.Start(dial[0], [.. dial[1..^2], certificate, files.File("plc.pem"), key, files.File("plc.key"), .. dial[^2..]]))
        {
            await plc.UntilItPrintsAsync("* welcome, you are ");
            Assert.Equal("TLS 1.3, certificate CN=plc-7", (await console.SessionAsync(session => session is { Closed: null, Secured: not null }, "plc-7")).Secured);
        }

        await using var nobody = RealProgram.Start(dial[0], dial[1..]);
        var refused = await console.SessionAsync(session => session.Closed?.Code == CloseCode.TlsFailed, "the refusal");
        Assert.StartsWith("failed in its TLS handshake: ", refused.Closed!.Sentence, StringComparison.Ordinal);
        nobody.EndInput(); // ncat waits for it
        await nobody.ExitAsync();
        Assert.DoesNotContain("welcome", nobody.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Certificate_ThatNobodyVouchesFor_IsRefusedByThem(string program)
    {
        RealProgram.Need(program);
        using var other = new TestCertificates();
        await using var server = await LiveServer.StartAsync(other.Endpoint(1));
        string[] dial = Dial(program, $"localhost:{server.Text.Port}");

        await using var person = RealProgram.Start(dial[0], dial[1..]);

        Assert.NotEqual(0, await person.ExitAsync());
        Assert.DoesNotContain("welcome", person.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Netcat_OnATlsPort_IsToldWhy()
    {
        RealProgram.Need("nc");
        await using var server = await LiveServer.StartAsync(files.Endpoint(1));
        await using var console = await server.WatchAsync();
        await using var nc = RealProgram.Start("nc", "127.0.0.1", $"{server.Text.Port}");

        await nc.SayAsync("anybody there?");

        await nc.UntilItPrintsAsync("* bye: spoke without TLS; this port speaks TLS only");
        Assert.Equal("spoke without TLS; this port speaks TLS only", (await console.SessionAsync(session => session.Closed is not null, "its end")).Closed!.Sentence);
    }

    private string[] Dial(string program, string address) => program == "openssl"
        ? ["openssl", "s_client", "-quiet", "-verify_return_error", "-CAfile", files.Authority, "-connect", address]
        : ["ncat", "--ssl-verify", "--ssl-trustfile", files.Authority, .. address.Split(':')];
}
