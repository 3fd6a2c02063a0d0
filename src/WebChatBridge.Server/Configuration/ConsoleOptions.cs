using System.ComponentModel.DataAnnotations;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Section <c>Console</c>.</summary>
internal sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary><c>open</c>: the console asks nobody who they are.</summary>
    [Required, AllowedValues("open")]
    public string Access { get; set; } = "open";

    /// <summary>The hub of another relay, <c>http://host:port/hub</c>; empty: the relay in this process.</summary>
    [RegularExpression("^https?://[^/]+/.*$", ErrorMessage = "empty, or the hub of another relay: http://host:port/hub")]
    public string Relay { get; set; } = "";

    /// <summary>Host names besides the loopback ones under which browsers may reach the console; exact, without port.</summary>
    public List<string> Hosts { get; set; } = [];

    /// <summary>The certificate of addresses that begin with <c>https://</c>.</summary>
    public TlsOptions Tls { get; set; } = new();
}
