namespace WebChatBridge.Client;

/// <summary>How a <see cref="RelayClient"/> connects, and as whom.</summary>
public sealed class RelayClientOptions
{
    /// <summary>The relay's endpoint.</summary>
    public required RelayAddress Address { get; init; }

    /// <summary>What is spoken there.</summary>
    public RelayDialect Dialect { get; init; }

    /// <summary>The wanted name; null to be given one. <c>header64</c> has no word for it.</summary>
    public string? Name { get; init; }

    /// <summary>The wanted room; null for the endpoint's.</summary>
    public string? Room { get; init; }

    /// <summary>Whether the endpoint speaks TLS. Its certificate is always checked, the host name in it too.</summary>
    public bool Tls { get; init; }

    /// <summary>A PEM file with the certificates to trust, in place of those that the machine trusts; null for those.</summary>
    public string? TrustedFile { get; init; }

    /// <summary>The secret of the endpoint; null where it asks for none.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// The stable id of this program, 1-64 characters: the relay recognises repeats of its posts by it. A new one unless set.
    /// </summary>
    public string ClientId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>First replay what the room still has with a greater sequence number; null to begin with what is said next.</summary>
    public long? After { get; init; }

    /// <summary>Whether a lost connection is made anew: 1, 2, 4, … 30 s apart, each shortened by up to a quarter.</summary>
    public bool Reconnect { get; init; } = true;

    /// <summary>Whether <c>line</c> ends its lines with CRLF instead of LF.</summary>
    public bool CrLf { get; init; }

    /// <summary>How long one attempt to connect, the welcome included, may take. 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most posts kept for resending. 1,000; a post over it is refused.</summary>
    public int MaxUnsent { get; init; } = 1000;

    /// <summary>The clock of the waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
