using System.ComponentModel.DataAnnotations;

namespace WebChatBridge.Relay;

/// <summary>Section <c>Relay:Limits</c>. Bytes are bytes, times are <c>hh:mm:ss</c>.</summary>
public sealed class LimitOptions
{
    /// <summary>Open TCP sessions of the whole process.</summary>
    [Range(1, 1_000_000)]
    public int MaxSessions { get; set; } = 10_000;

    /// <summary>Open TCP sessions of one address; loopback is exempt.</summary>
    [Range(1, 1_000_000)]
    public int MaxSessionsPerAddress { get; set; } = 64;

    /// <summary>Wrong secrets of one machine within <see cref="WrongSecretsWithin"/> after which it is refused until that is over.</summary>
    [Range(1, 1_000_000)]
    public int WrongSecrets { get; set; } = 10;

    /// <summary>How long wrong secrets are counted together.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WrongSecretsWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Largest payload of one message.</summary>
    [Range(1, 16 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 65_536;

    /// <summary>How long a TLS handshake, the hello of a json client, and the secret of an endpoint may take, each.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Handshake { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a frame of a machine dialect (header, json, nul) may stay half sent …</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan HalfSentFrame { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>… unless it keeps coming at this rate, in bytes per second.</summary>
    [Range(0, 1_000_000)]
    public int HalfSentFrameBytesPerSecond { get; set; } = 240;

    /// <summary>Bytes that may wait for one session; over it the session is closed as too slow at once.</summary>
    [Range(4_096, 1024 * 1024 * 1024)]
    public int OutboxBytes { get; set; } = 262_144;

    /// <summary>Bytes that may wait for one session for as long as <see cref="WriteStall"/>.</summary>
    [Range(1_024, 1024 * 1024 * 1024)]
    public int OutboxSoftBytes { get; set; } = 65_536;

    /// <summary>How long a session may take nothing of what waits for it, and how long it may stay over the soft limit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan WriteStall { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of the buffers in which may wait what is for all sessions together; over it those with most are closed.</summary>
    [Range(65_536, 64L * 1024 * 1024 * 1024)]
    public long TotalOutboxBytes { get; set; } = 117_440_512;

    /// <summary>Bytes accepted but not yet in the log; over it reading waits.</summary>
    [Range(65_536, 1024 * 1024 * 1024)]
    public int AcceptQueueBytes { get; set; } = 16_777_216;

    /// <summary>Payload bytes kept for a partner who has not arrived yet.</summary>
    [Range(0, 1024 * 1024 * 1024)]
    public int EarlyBytes { get; set; } = 1_048_576;

    /// <summary>Rooms, those that only history remembers not counted.</summary>
    [Range(1, 1_000_000)]
    public int MaxRooms { get; set; } = 1_000;

    /// <summary>Rooms that only history remembers: over it no room is opened anew.</summary>
    [Range(1, 1_000_000)]
    public int MaxPastRooms { get; set; } = 10_000;

    /// <summary>Longest name of a room.</summary>
    [Range(1, 255)]
    public int RoomBytes { get; set; } = 64;

    /// <summary>Longest name of a session.</summary>
    [Range(1, 64)]
    public int NameChars { get; set; } = 32;

    /// <summary>Most messages one history request answers with.</summary>
    [Range(1, 10_000)]
    public int History { get; set; } = 1_000;

    /// <summary>A room with more members than this does not announce joins and leaves to its sockets.</summary>
    [Range(0, 100_000)]
    public int PresenceMembers { get; set; } = 100;

    /// <summary>Messages and other requests per second of one session on an endpoint that is not loopback only; 0 for no limit. Over it reading waits.</summary>
    [Range(0, 1_000_000)]
    public int MessagesPerSecond { get; set; } = 100;

    /// <summary>How many of them may come at once before <see cref="MessagesPerSecond"/> bites.</summary>
    [Range(1, 1_000_000)]
    public int MessageBurst { get; set; } = 200;

    /// <summary>SO_SNDBUF and SO_RCVBUF of each socket: what the kernel may hide from the outbox.</summary>
    [Range(4_096, 64 * 1024 * 1024)]
    public int SocketBufferBytes { get; set; } = 65_536;

    /// <summary>How long a stop may take to say goodbye and write what waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(10);
}
