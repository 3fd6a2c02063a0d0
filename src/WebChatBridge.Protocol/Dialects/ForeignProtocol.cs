namespace WebChatBridge.Protocol;

/// <summary>Protocols of other ports that people and scanners try on this one.</summary>
public enum ForeignProtocol
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>An HTTP request line.</summary>
    Http,

    /// <summary>A TLS client hello.</summary>
    Tls,

    /// <summary>An SSH banner.</summary>
    Ssh,
}
