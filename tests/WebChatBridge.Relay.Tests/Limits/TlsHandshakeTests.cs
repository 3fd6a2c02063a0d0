using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>Handshake of a TLS endpoint a tick before its time, at it and after it: of who says nothing, and of who has begun. Real sockets, no wall clock.</summary>
public sealed class TlsHandshakeTests : IAsyncDisposable
{
    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly string folder = Directory.CreateTempSubdirectory("wcb-tls-").FullName;
    private readonly TestTime time = new();
    private readonly Ports ports = new(65_536);
    private readonly IListening listening;
    private readonly Handshakes handshakes;
    private readonly X509Certificate2 issued;

    public TlsHandshakeTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        issued = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(20));
        var file = Path.Combine(folder, "server.pem");
        File.WriteAllText(file, $"{issued.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }

        listening = ports.Bind(new IPEndPoint(IPAddress.Loopback, 0), tls: true);
        handshakes = new Handshakes(new ServerTls(new TlsOptions { Certificate = file }, "Tls", time, static _ => { }), Limit, time);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Silent_IsRefused_AndCanStillRead(int ticks)
    {
        var (client, wire) = await ConnectAsync();
        using var _ = client;
        var making = handshakes.MakeAsync(wire);

        time.Advance(Limit + (ticks * Tick));

        var made = await making.Soon();
        Assert.Equal((CloseCode.HandshakeTimeout, "no TLS handshake within 10 s (Relay:Limits:Handshake); this port speaks TLS only"), (made.Failure?.Code, made.Failure?.Sentence));
        Assert.Equal((wire, false), (made.Wire, made.Mute));
        await wire.DisposeAsync();
    }

    [Fact]
    public async Task HalfAHandshake_IsCut_WithoutAWord()
    {
        var (client, wire) = await ConnectAsync();
        using var _ = client;
        await client.SendAsync(new byte[] { 0x16, 0x03, 0x01, 0x02, 0x00, 0x01 }); // a record of 512 bytes that never come
        Assert.Equal(6, await wire.PeekAsync(new byte[64], CancellationToken.None).AsTask().Soon());
        var making = handshakes.MakeAsync(wire);
        for (var deadline = Deadline.Token(); SocketOf(wire).Available > 0; await Task.Yield())
        {
            deadline.ThrowIfCancellationRequested(); // the handshake has not taken them
        }

        time.Advance(Limit - Tick);
        Assert.False(making.IsCompleted);
        time.Advance(Tick);

        var made = await making.Soon();
        Assert.Equal((CloseCode.HandshakeTimeout, "did not end its TLS handshake within 10 s (Relay:Limits:Handshake)"), (made.Failure?.Code, made.Failure?.Sentence));
        Assert.Equal((wire, true), (made.Wire, made.Mute));
        await wire.DisposeAsync();
    }

    [Fact]
    public async Task Handshake_BegunATickBefore_IsMade()
    {
        var (client, wire) = await ConnectAsync();
        var making = handshakes.MakeAsync(wire);
        time.Advance(Limit - Tick);

        await using var stream = new SslStream(new NetworkStream(client, ownsSocket: true));
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { issued } };
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = trust }).Soon();

        var made = await making.Soon();
        Assert.Null(made.Failure);
        time.Advance(Limit); // it is over, and cuts nobody any more
        await made.Wire.Output.WriteAsync("hi"u8.ToArray());
        var read = new byte[2];
        await stream.ReadExactlyAsync(read).AsTask().Soon();
        Assert.Equal("hi"u8.ToArray(), read);
        await made.Wire.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        listening.Dispose();
        await ports.DisposeAsync();
        issued.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(Socket Client, SocketWire Wire)> ConnectAsync()
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listening.Address);
        return (client, (SocketWire)(await listening.AcceptAsync().AsTask().Soon())!);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "socket")]
    private static extern ref Socket SocketOf(SocketWire wire);
}
