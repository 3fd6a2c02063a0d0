using System.ComponentModel.DataAnnotations;

namespace WebChatBridge.Relay;

/// <summary>One listening endpoint: section <c>Relay:Endpoints:N</c>.</summary>
public sealed class EndpointOptions
{
    /// <summary>How people call it.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,32}$", ErrorMessage = "1 to 32 of a-z, 0-9 and -")]
    public string Name { get; set; } = "";

    /// <summary>Address and port: <c>localhost:5051</c> (every loopback address), <c>127.0.0.1:0</c> (any free port), <c>[::1]:5051</c>, <c>0.0.0.0:5051</c>.</summary>
    [Required]
    public string Listen { get; set; } = "";

    /// <summary><c>header:N</c> (<c>header64</c> is N = 64), <c>line</c>, <c>json</c>, <c>nul</c>, <c>raw</c> or <c>auto</c>.</summary>
    [Required, RegularExpression("^(header:?[0-9]{1,4}|line|json|nul|raw|auto)$", ErrorMessage = "header64, header:N, line, json, nul, raw or auto")]
    public string Dialect { get; set; } = "line";

    /// <summary><c>lobby</c> or <c>pairs</c>.</summary>
    [Required, RegularExpression("^(lobby|pairs)$", ErrorMessage = "lobby or pairs")]
    public string Seating { get; set; } = "lobby";

    /// <summary>The room everybody sits down in first; lobby seating only.</summary>
    [Required]
    public string Room { get; set; } = "lobby";

    /// <summary>Header dialects: the body that says goodbye.</summary>
    [Required]
    public string Goodbye { get; set; } = "!DISCONNECT";

    /// <summary>Header dialects: largest body sent in one frame; a longer message leaves in several. 0 for no cap.</summary>
    [Range(0, 16 * 1024 * 1024)]
    public int MaxFrameBytes { get; set; }

    /// <summary>
    /// Header, nul and raw dialects, lobby seating: the first frame is the session's name and no message. A header client then
    /// gets each message in two frames, the sender's name and the text.
    /// </summary>
    public bool FirstFrameIsName { get; set; }

    /// <summary>With <see cref="FirstFrameIsName"/>: what a newcomer is sent, so that it tells its name. Empty for nothing.</summary>
    public string NamePrompt { get; set; } = "";

    /// <summary>
    /// Header dialects, lobby seating: each message of a session is answered by one unframed reply, with what others said
    /// meanwhile; otherwise nothing is sent to it. A reply has at most <see cref="MaxFrameBytes"/>, or 2,048 when that is 0.
    /// </summary>
    public bool ReplyRaw { get; set; }

    /// <summary><c>raw</c> and <c>auto</c>: the silence that ends a message without a frame.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan IdleGap { get; set; } = TimeSpan.FromMilliseconds(75);

    /// <summary>How long what is on its way is still written to a client that has closed its side.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan HalfCloseGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a session may send nothing; 0 for as long as it likes (TCP keepalive finds dead peers).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Idle { get; set; }

    /// <summary>TLS and client certificates; plain TCP while it has no certificate.</summary>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>What a client must say before anything else, see docs/wire.md §2.6; empty for nothing.</summary>
    [DataType(DataType.Password), RegularExpression("^[A-Za-z0-9._~+/=-]{16,256}$", ErrorMessage = "16 to 256 of A-Z, a-z, 0-9 and - . _ ~ + / =, as openssl rand -hex 32 prints them")]
    public string Secret { get; set; } = "";

    /// <summary>A file with the secret, which only the server's account may read; instead of <see cref="Secret"/>.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>The only networks that may connect, <c>10.0.0.0/8</c>, <c>2001:db8::/32</c> or one address; none for all.</summary>
    public List<string> Allow { get; set; } = [];

    /// <summary>Networks that may not connect, even if they are allowed.</summary>
    public List<string> Deny { get; set; } = [];
}
