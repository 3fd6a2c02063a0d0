using static WebChatBridge.Server.Tests.SettingsSource;

namespace WebChatBridge.Server.Tests;

/// <summary>Certificates, keys and secrets in files: what is wrong with them is said at the start, and how to mend it.</summary>
[Trait("about", "security")]
public sealed class TlsCheckTests : IDisposable
{
    private readonly TestCertificates files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Files_ThatFit_Start()
    {
        Assert.Empty(Problems(files.Endpoint(1)));
        Assert.Empty(Problems([.. files.Endpoint(1), $"--Relay:Endpoints:1:Tls:ClientAuthority={files.Authority}"]));
        Assert.Empty(Problems("--Urls=https://localhost:5080", $"--Console:Tls:Certificate={files.Certificate}", $"--Console:Tls:Key={files.Key}"));

        // All in one file, and as PFX with a password.
        var both = files.WritePrivate("both.pem", File.ReadAllText(files.Certificate) + File.ReadAllText(files.Key));
        Assert.Empty(Problems($"--Relay:Endpoints:1:Tls:Certificate={both}"));
        using var issued = files.Issue("pfx", "CN=pfx");
        File.WriteAllBytes(files.WritePrivate("one.pfx", ""), issued.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx, "open"));
        Assert.Empty(Problems($"--Relay:Endpoints:1:Tls:Certificate={files.File("one.pfx")}", "--Relay:Endpoints:1:Tls:Password=open"));
        Assert.Contains("neither PEM nor a PFX that Relay:Endpoints:1:Tls:Password opens", Assert.Single(Problems($"--Relay:Endpoints:1:Tls:Certificate={files.File("one.pfx")}", "--Relay:Endpoints:1:Tls:Password=shut")));
    }

    [Fact]
    public void Files_ThatDoNot_SayKeyPathAndFix()
    {
        files.Issue("other", "CN=other").Dispose();
        var empty = files.WritePrivate("empty.pem", "nothing here");

        Assert.Contains("There is no such file: /nowhere/cert.pem.", One("/nowhere/cert.pem", files.Key));
        Assert.Contains("There is no such file: /nowhere/key.pem.", One(files.Certificate, "/nowhere/key.pem"));
        Assert.Contains("it belongs to another one", One(files.Certificate, files.File("other.key")));
        Assert.Contains("no private key is in it. Set Relay:Endpoints:1:Tls:Key", One(files.Certificate, files.Certificate));
        Assert.Contains("neither PEM nor a PFX", One(empty, files.Key));
        Assert.Contains("no certificate is in it", One(files.Key, files.Key));
        Assert.Contains("no certificate is in it", Assert.Single(Problems([.. files.Endpoint(1), $"--Relay:Endpoints:1:Tls:ClientAuthority={files.Key}"])));
        Assert.Contains("write https:// there", Assert.Single(Problems($"--Console:Tls:Certificate={files.Certificate}", $"--Console:Tls:Key={files.Key}")));
    }

    [Fact]
    public void Key_ThatOthersCanRead_IsRefused_AndOneOfTheGroupIsWarnedOf()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there are no permission bits
        }

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(files.Key, Owner | UnixFileMode.OtherRead);
        Assert.EndsWith($"Fix: chmod 600 {files.Key}", Assert.Single(Problems(files.Endpoint(1))), StringComparison.Ordinal);

        File.SetUnixFileMode(files.Key, Owner | UnixFileMode.GroupRead);
        var settings = Read(files.Endpoint(1));
        Assert.Contains("0640: all of its group can read it", Assert.Single(TlsCheck.Warnings(settings, TimeProvider.System.GetUtcNow())));
    }

    [Fact]
    public void Certificate_Expired_IsWarnedOfAtEachStart()
    {
        files.Issue("server", "CN=wcb-old", validDays: -2).Dispose();
        var settings = Read(files.Endpoint(1));
        var now = TimeProvider.System.GetUtcNow();

        Assert.Contains("the certificate CN=wcb-old expired on ", Assert.Single(TlsCheck.Warnings(settings, now)));
        Assert.Contains("is not valid before", Assert.Single(TlsCheck.Warnings(settings, now.AddDays(-20))));
        Assert.Empty(TlsCheck.Warnings(settings, now.AddDays(-2.5)));
    }

    [Fact]
    public void SecretFile_IsReadWithoutItsLineEnd_AndMustBePrivate()
    {
        const string Secret = "0123456789abcdef0123456789abcdef";
        var path = files.WritePrivate("secret.txt", Secret + "\n");
        Assert.Equal(Secret, Read($"--Relay:Endpoints:1:SecretFile={path}").Relay.Endpoints[1].Secret);
        Assert.Contains("Keep one of them", Assert.Single(Problems($"--Relay:Endpoints:1:SecretFile={path}", $"--Relay:Endpoints:1:Secret={Secret}")));
        Assert.Contains("There is no such file", Assert.Single(Problems("--Relay:Endpoints:1:SecretFile=/nowhere/secret.txt")));
        var problem = Assert.Single(Problems($"--Relay:Endpoints:1:SecretFile={files.WritePrivate("weak.txt", "hunter2")}"));
        Assert.Contains("it has 7 characters", problem);
        Assert.DoesNotContain("hunter2", problem);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Contains("chmod 600", Assert.Single(Problems($"--Relay:Endpoints:1:SecretFile={path}")));
        }
    }

    private static string One(string certificate, string key) =>
        Assert.Single(Problems($"--Relay:Endpoints:1:Tls:Certificate={certificate}", $"--Relay:Endpoints:1:Tls:Key={key}"));
}
