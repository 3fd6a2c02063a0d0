using System.ComponentModel.DataAnnotations;

namespace WebChatBridge.Relay;

/// <summary>Section <c>Tls</c> of an endpoint, and of the console. Paths are relative to the folder the server is started in.</summary>
public sealed class TlsOptions
{
    /// <summary>PEM with the certificate, followed by what it was issued by; or PFX. Read again when it changes. Empty for no TLS.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>PEM with the private key; empty when it is in the certificate's file.</summary>
    public string Key { get; set; } = "";

    /// <summary>What the key or the PFX is encrypted with.</summary>
    [DataType(DataType.Password)]
    public string Password { get; set; } = "";

    /// <summary>PEM: clients must show a certificate that one of these has issued. Empty: they need none.</summary>
    public string ClientAuthority { get; set; } = "";

    /// <summary>Whether TLS is spoken.</summary>
    public bool IsOn => Certificate.Length > 0;

    /// <summary>Whether a client must show a certificate.</summary>
    public bool AsksClients => IsOn && ClientAuthority.Length > 0;
}
