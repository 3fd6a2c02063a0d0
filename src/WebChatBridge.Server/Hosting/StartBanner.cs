using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>What the terminal says once everything really listens: where, and what connects there.</summary>
internal sealed class StartBanner(Settings settings, RelayStatusSource relay, IServer server, Links links, TimeProvider time)
{
    public string Text()
    {
        var text = new StringBuilder().Append($"WebChatBridge {ServerVersion.Text}\n\n");
        foreach (var endpoint in relay()?.Endpoints ?? [])
        {
            text.Append($"  {endpoint.Name,-10} {string.Join(", ", endpoint.Listening),-34} {Who(endpoint)}{Guard(endpoint)}{Reach(endpoint)}\n");
        }

        foreach (var url in Urls)
        {
            text.Append($"  {"console",-10} {url,-34} open it in a browser{(IsLoopback(url) ? ", on this machine only" : "")}\n");
        }

        text.Append($"  {"history",-10} {History()}\n");
        if (settings.Console.Access == "link" && Urls.FirstOrDefault() is { } own)
        {
            text.Append($"\n  Sign in with this link. It works once, for {Links.Life.TotalMinutes:0} minutes, and makes you an operator:\n\n");
            text.Append($"      {WebAddress.FromHere(own)}{links.Make(Role.Operator).Path}\n\n  Another one: {LoginWords.Command}\n");
        }

        foreach (var note in Notes())
        {
            text.Append($"\n  {note}\n");
        }

        return text.Append("\nCtrl+C stops it.").ToString();
    }

    private ICollection<string> Urls => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private string History() => settings.History.Store == "memory" ? "in memory, until the stop" : Path.GetFullPath(settings.History.Path);

    private static string Who(EndpointStatus endpoint) => endpoint switch
    {
        { Dialect: "json" } => "programs that want names and acknowledgements; Tom and Jerry",
        { Dialect: "line", Seating: "pairs" } => "people with nc or telnet, two by two",
        { Dialect: "line" } => $"people with nc or telnet, programs that print lines: nc localhost {endpoint.Listening[0].Split(':')[^1]}",
        { Dialect: "auto" } => "programs of any dialect: their first bytes tell which",
        { Dialect: "nul" or "raw", Seating: "pairs" } => $"programs that speak {endpoint.Dialect}, two by two",
        { Seating: "pairs" } => $"the Python socket tutorial's programs, two by two ({endpoint.Dialect})",
        _ => $"programs that speak {endpoint.Dialect}",
    };

    private string Reach(EndpointStatus endpoint) =>
        Configured(endpoint.Name) is { IsLoopback: false } ? "; OTHER MACHINES REACH IT" : "; this machine only";

    private static string Guard(EndpointStatus endpoint) => $"{(endpoint.Tls ? "; TLS" : "")}{(endpoint.Secret ? "; asks for a secret" : "")}";

    private IEnumerable<string> Notes()
    {
        if (settings.AcceptInsecure && Exposure.Exposed(settings).Any())
        {
            yield return "Warning: it was started with --accept-insecure. Whoever reaches these ports may read what is said, or speak as anybody:";
            foreach (var one in Exposure.Exposed(settings))
            {
                yield return $"  {one.Key} is \"{one.Value}\": {one.Lacks}";
            }
        }

        foreach (var warning in TlsCheck.Warnings(settings, time.GetUtcNow()))
        {
            yield return $"Warning: {warning}";
        }

        var index = settings.Relay.Endpoints.FindIndex(endpoint => endpoint.Dialect.StartsWith("header", StringComparison.Ordinal));
        if (index >= 0 && ListenAddress.Parse(settings.Relay.Endpoints[index].Listen) is { IsLoopback: true } listen && OwnLanAddress() is { } address)
        {
            yield return $"The tutorial's programs dial this machine's own name, {Dns.GetHostName()}, which is {address}: nobody listens there. "
                + $"Give them \"localhost\", or open the endpoint: --Relay:Endpoints:{index}:Listen={address}:{listen.Port} --accept-insecure";
        }
    }

    private ListenAddress? Configured(string name) =>
        ListenAddress.Parse(settings.Relay.Endpoints.Find(endpoint => endpoint.Name == name)?.Listen);

    private static bool IsLoopback(string url) => new Uri(url).IsLoopback;

    /// <summary>What <c>gethostbyname(gethostname())</c> answers, when that is not loopback.</summary>
    private static IPAddress? OwnLanAddress()
    {
        try
        {
            return Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork).FirstOrDefault() is { } first && !IPAddress.IsLoopback(first)
                ? first
                : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
