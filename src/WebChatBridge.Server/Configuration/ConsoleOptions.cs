using System.ComponentModel.DataAnnotations;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Section <c>Console</c>.</summary>
internal sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>
    /// <c>link</c>: by a link that works once. <c>oidc</c>: by an identity provider. <c>open</c>: nobody is asked who they are.
    /// </summary>
    [Required, AllowedValues("link", "oidc", "open")]
    public string Access { get; set; } = "link";

    /// <summary>How many days somebody stays signed in.</summary>
    [Range(1, 45)]
    public int LoginDays { get; set; } = 30;

    /// <summary>Open consoles of everybody together.</summary>
    [Range(1, 10_000)]
    public int MaxCircuits { get; set; } = 100;

    /// <summary>Open consoles of one login.</summary>
    [Range(1, 10_000)]
    public int MaxCircuitsPerLogin { get; set; } = 10;

    /// <summary>Connections of the hub, one of them for each open console, and tails; of everybody together.</summary>
    [Range(1, 10_000)]
    public int MaxStreams { get; set; } = 200;

    /// <summary>Those of one login.</summary>
    [Range(1, 10_000)]
    public int MaxStreamsPerLogin { get; set; } = 40;

    /// <summary>The hub of another relay, <c>http://host:port/hub</c>; empty: the relay in this process.</summary>
    [RegularExpression("^https?://[^/]+/.*$", ErrorMessage = "empty, or the hub of another relay: http://host:port/hub")]
    public string Relay { get; set; } = "";

    /// <summary>The token of a program, made on the machine of that other relay.</summary>
    [RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "empty, or the 64 digits that the command link --program made there")]
    public string RelayToken { get; set; } = "";

    /// <summary>Host names besides the loopback ones under which browsers may reach the console; exact, without port.</summary>
    public List<string> Hosts { get; set; } = [];

    /// <summary>The identity provider.</summary>
    public OidcOptions Oidc { get; set; } = new();

    /// <summary>The certificate of addresses that begin with <c>https://</c>.</summary>
    public TlsOptions Tls { get; set; } = new();
}
