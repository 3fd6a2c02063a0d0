using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebChatBridge.Server.Tests;

/// <summary>Certificates on a real disk, made on the spot; keys readable by their owner only.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly X509Certificate2 authority;

    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        authority = request.CreateSelfSigned(Noon.AddDays(-30), Noon.AddYears(20));
        System.IO.File.WriteAllText(Authority, authority.ExportCertificatePem());
        Issue("server", "CN=wcb-test");
    }

    /// <summary>Well within the validity of all that is issued, whatever the machine's clock says.</summary>
    private static DateTimeOffset Noon => TimeProvider.System.GetUtcNow();

    public string Authority => folder.File("ca.pem");

    public string Certificate => folder.File("server.pem");

    public string Key => folder.File("server.key");

    public string File(string name) => folder.File(name);

    /// <summary>Arguments that give an endpoint this certificate.</summary>
    public string[] Endpoint(int index) => [$"--Relay:Endpoints:{index}:Tls:Certificate={Certificate}", $"--Relay:Endpoints:{index}:Tls:Key={Key}"];

    /// <summary>Writes NAME.pem and NAME.key; for servers and for clients.</summary>
    public X509Certificate2 Issue(string name, string subject, int validDays = 30, bool selfSigned = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        var (from, until) = (Noon.AddDays(Math.Min(-1, validDays - 1)), Noon.AddDays(validDays));
        using var issued = selfSigned ? request.CreateSelfSigned(from, until) : request.Create(authority, from, until, RandomNumberGenerator.GetBytes(8));
        WritePrivate($"{name}.pem", issued.ExportCertificatePem() + "\n");
        WritePrivate($"{name}.key", key.ExportPkcs8PrivateKeyPem() + "\n");
        return X509Certificate2.CreateFromPemFile(folder.File($"{name}.pem"), folder.File($"{name}.key"));
    }

    /// <summary>A file that only its owner may read.</summary>
    public string WritePrivate(string name, string text)
    {
        System.IO.File.WriteAllText(folder.File(name), text);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(folder.File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return folder.File(name);
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }
}
