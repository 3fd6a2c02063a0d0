namespace WebChatBridge.Protocol;

/// <summary>How the relay is, in a few numbers.</summary>
public sealed record RelayStatus
{
    /// <summary>Whether it accepts connections.</summary>
    public required bool Listening { get; init; }

    /// <summary>Its listening endpoints with their real ports.</summary>
    public required IReadOnlyList<EndpointStatus> Endpoints { get; init; }

    /// <summary>Open sessions that came over TCP.</summary>
    public required int TcpSessions { get; init; }

    /// <summary>Messages accepted in the last second.</summary>
    public double MessagesPerSecond { get; init; }

    /// <summary>Largest payload of a message, in bytes: <c>Relay:Limits:MaxMessageBytes</c>. Null from a relay that does not tell it.</summary>
    public int? MaxMessageBytes { get; init; }

    /// <summary>How the log is.</summary>
    public required LogStatus Log { get; init; }

    /// <summary>True when the console asks nobody who they are.</summary>
    public bool OpenAccess { get; init; }

    /// <summary>True when it was started with <c>--accept-insecure</c>.</summary>
    public bool Insecure { get; init; }

    /// <summary>Who may not connect, the next to end first.</summary>
    public IReadOnlyList<Ban> Bans { get; init; } = [];

    /// <summary>Version of the server.</summary>
    public required string Version { get; init; }

    /// <summary>When the server started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Name of the machine.</summary>
    public required string Machine { get; init; }
}
