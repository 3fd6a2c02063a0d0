using WebChatBridge.Client;

namespace WebChatBridge.Chat;

/// <summary>What the command line and the environment ask for.</summary>
internal sealed record ChatOptions
{
    public required RelayAddress Address { get; init; }

    public RelayDialect Dialect { get; init; }

    public string? Name { get; init; }

    public string? Room { get; init; }

    public bool Tls { get; init; }

    /// <summary>PEM file of the certificates to trust; null for those that the machine trusts.</summary>
    public string? TrustedFile { get; init; }

    public string? Token { get; init; }

    public bool CrLf { get; init; }

    public string? Once { get; init; }

    public bool Json { get; init; }

    public bool Plain { get; init; }

    public bool NoHistory { get; init; }

    public bool Timestamps { get; init; } = true;

    public ColorChoice Color { get; init; }

    /// <summary>Null: a person's connection is made anew, a pipe's is not.</summary>
    public bool? Reconnect { get; init; }

    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(2);

    public RelayClientOptions ForRelay(bool reconnectByDefault, TimeProvider time) => new()
    {
        Address = Address,
        Dialect = Dialect,
        Name = Name,
        Room = Room,
        Tls = Tls,
        TrustedFile = TrustedFile,
        Token = Token,
        CrLf = CrLf,
        Reconnect = Reconnect ?? reconnectByDefault,
        Time = time,
    };
}
