using WebChatBridge.Relay;

namespace WebChatBridge.Server.Tests;

/// <summary>Every bind with every guard: who listens beyond this machine without TLS or without asking who it is does not start.</summary>
[Trait("about", "security")]
public sealed class ExposureMatrixTests
{
    private static readonly (string Host, bool Inward)[] Binds =
    [
        ("127.0.0.1", true), ("127.0.1.1", true), ("[::1]", true), ("localhost", true),
        ("0.0.0.0", false), ("[::]", false), ("*", false), ("192.168.1.5", false), ("[fd00::7]", false),
    ];

    public static TheoryData<string, bool, bool, bool, bool> TcpEndpoints => new(
        from bind in Binds
        from secret in (bool[])[false, true]
        from tls in (bool[])[false, true]
        from clients in (bool[])[false, true]
        select (bind.Host, bind.Inward, secret, tls, clients));

    public static TheoryData<string, bool, string, string> WebAddresses => new(
        from bind in Binds.Append(("lab-server", false)).Append(("+", false)).Append(("localhost.example", false))
        from scheme in (string[])["http", "https"]
        from access in (string[])["open", "link", "oidc"]
        select (bind.Item1, bind.Item2, scheme, access));

    [Theory]
    [MemberData(nameof(TcpEndpoints))]
    public void TcpEndpoint_StartsOnlyInwardOrGuardedOrAccepted(string host, bool inward, bool secret, bool tls, bool clients)
    {
        var endpoint = new EndpointOptions
        {
            Name = "text", Listen = $"{host}:5051", Secret = secret ? new string('s', 32) : "",
            Tls = new TlsOptions { Certificate = tls ? "cert.pem" : "", ClientAuthority = clients ? "ca.pem" : "" },
        };

        Check(With([endpoint], "open", "http://localhost:5080"), inward || (tls && (secret || clients)), "Relay:Endpoints:0:Listen");
    }

    [Theory]
    [MemberData(nameof(WebAddresses))]
    public void WebAddress_StartsOnlyInwardOrGuardedOrAccepted(string host, bool inward, string scheme, string access) =>
        Check(With([], access, $"{scheme}://{host}:5080"), inward || (scheme == "https" && access != "open"), "Urls");

    [Fact]
    public void Refusal_TellsOnlyTheFixesThatAreMissing()
    {
        var half = new EndpointOptions { Name = "text", Listen = "*:5051", Tls = new TlsOptions { Certificate = "cert.pem" } };
        var words = Assert.Single(Exposure.Problems(With([half], "open", "http://localhost:5080")));

        Assert.Contains("nobody is asked who they are", words);
        Assert.DoesNotContain("encrypted", words.Split("Ways to fix it")[0]);
        Assert.Contains("--Relay:Endpoints:0:SecretFile=", words);
        Assert.DoesNotContain("openssl req", words);
        Assert.Contains("openssl rand", words);
    }

    [Theory]
    [InlineData("--Relay:Endpoints:0:Listen=lab-server:5050", "Relay:Endpoints:0:Listen is \"lab-server:5050\"")]
    [InlineData("--Urls=", "Urls is empty")]
    [InlineData("--http_ports=8080", "http_ports is not a setting")]
    [InlineData("--Urls=http://unix:/tmp/console.sock", "Urls is \"http://unix:/tmp/console.sock\"")]
    public void Bind_WhoseReachIsNotKnown_IsRefusedEvenIfAccepted(string argument, string words)
    {
        Assert.Contains(words, Assert.Single(SettingsSource.Problems(argument)));
        Assert.Contains(words, Assert.Single(SettingsSource.Problems(argument, "--accept-insecure")));
    }

    private static void Check(Settings settings, bool starts, string key)
    {
        var problems = Exposure.Problems(settings).ToList();

        Assert.Equal(starts, problems.Count == 0);
        Assert.All(problems, problem => Assert.Contains(key, problem));
        Assert.Equal(!starts, Exposure.Exposed(settings with { AcceptInsecure = true }).Any());
        Assert.Empty(Exposure.Problems(settings with { AcceptInsecure = true }));
    }

    private static Settings With(List<EndpointOptions> endpoints, string access, string url) => new(
        new RelayOptions { Endpoints = endpoints },
        new HistoryOptions(),
        new ConsoleOptions { Access = access },
        WebAddress.All(SettingsSource.Configuration($"--Urls={url}")),
        AcceptInsecure: false);
}
