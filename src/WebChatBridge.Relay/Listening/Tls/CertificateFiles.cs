using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebChatBridge.Relay;

/// <summary>Reads certificates and keys, and says in words what is wrong with a file.</summary>
internal static class CertificateFiles
{
    public static (X509Certificate2 Leaf, X509Certificate2Collection Issuers) Read(TlsOptions options, string section)
    {
        var certificate = $"{section}:{nameof(options.Certificate)}";
        var bytes = ReadBytes(options.Certificate, certificate);
        var all = IsPem(bytes) ? FromPem(options, section, bytes) : FromPfx(options, section, bytes);
        var leaf = all.FirstOrDefault(one => one.HasPrivateKey)
            ?? throw new CertificateException($"{certificate} is \"{options.Certificate}\", and no private key is in it. Set {section}:{nameof(options.Key)} to the file that has it.");
        all.Remove(leaf);
        return (Usable(leaf), all);
    }

    /// <summary>Those who issue certificates.</summary>
    public static X509Certificate2Collection ReadAuthorities(string path, string key)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(System.Text.Encoding.ASCII.GetString(ReadBytes(path, key)));
        }
        catch (CryptographicException error)
        {
            throw new CertificateException($"{key} is \"{path}\", which cannot be read as PEM certificates: {error.Message}", error);
        }

        return found.Count > 0 ? found : throw new CertificateException($"{key} is \"{path}\", and no certificate is in it. It takes PEM: -----BEGIN CERTIFICATE-----.");
    }

    private static X509Certificate2Collection FromPem(TlsOptions options, string section, byte[] bytes)
    {
        var key = $"{section}:{nameof(options.Key)}";
        var (path, place) = options.Key.Length > 0 ? (options.Key, key) : (options.Certificate, $"{section}:{nameof(options.Certificate)}");
        var text = System.Text.Encoding.ASCII.GetString(bytes);
        var keyText = options.Key.Length > 0 ? System.Text.Encoding.ASCII.GetString(ReadBytes(options.Key, key)) : text;
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(text);
            if (all.Count == 0)
            {
                throw new CertificateException($"{section}:{nameof(options.Certificate)} is \"{options.Certificate}\", and no certificate is in it. It takes PEM (-----BEGIN CERTIFICATE-----) or PFX.");
            }

            if (!keyText.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            {
                throw new CertificateException($"{place} is \"{path}\", and no private key is in it. Set {key} to the file that has it.");
            }

            all[0] = keyText.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromEncryptedPem(text, keyText, options.Password)
                : X509Certificate2.CreateFromPem(text, keyText);
            return all;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new CertificateException(
                $"{place} is \"{path}\", whose private key cannot be used with the first certificate of \"{options.Certificate}\": it belongs to another one, is damaged, or {section}:{nameof(options.Password)} is not its password. {error.Message}",
                error);
        }
    }

    private static X509Certificate2Collection FromPfx(TlsOptions options, string section, byte[] bytes)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(bytes, options.Password);
        }
        catch (CryptographicException error)
        {
            throw new CertificateException(
                $"{section}:{nameof(options.Certificate)} is \"{options.Certificate}\", which is neither PEM nor a PFX that {section}:{nameof(options.Password)} opens. {error.Message}", error);
        }
    }

    private static byte[] ReadBytes(string path, string key)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CertificateException($"{key} is \"{path}\". There is no such file: {Path.GetFullPath(path)}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CertificateException($"{key} is \"{path}\", which cannot be read: {error.Message}", error);
        }
    }

    private static bool IsPem(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    // Windows does TLS only with keys that it keeps itself.
    private static X509Certificate2 Usable(X509Certificate2 leaf) => OperatingSystem.IsWindows()
        ? X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pfx), password: null)
        : leaf;
}
