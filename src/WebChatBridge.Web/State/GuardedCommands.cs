using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// How to connect to an endpoint that speaks TLS or asks for a secret. The secret itself is nowhere in them: they read it from
/// the variable WCB_TOKEN. The certificate, if it is not one that the machine trusts, is in cert.pem.
/// </summary>
internal static class GuardedCommands
{
    public static IEnumerable<ConnectCommand> For(EndpointStatus endpoint, DialAddress at) => endpoint.Dialect switch
    {
        "line" => [Line(endpoint, at), Python(endpoint, at)],
        "json" => [Chat(endpoint, at, "tom", "our chat client, in a clone of the repository"), Chat(endpoint, at, "jerry", "and the other one")],
        var header when HeaderWidth.Of(header) is not null => [Python(endpoint, at)],
        _ => [],
    };

    /// <summary>What must be there first, in words.</summary>
    private static string Needs(EndpointStatus endpoint) => endpoint switch
    {
        { Tls: true, Secret: true } => "; needs the secret in WCB_TOKEN and the certificate in cert.pem",
        { Secret: true } => "; needs the secret in WCB_TOKEN",
        _ => "; needs the certificate in cert.pem",
    };

    private static ConnectCommand Line(EndpointStatus endpoint, DialAddress at)
    {
        var dial = endpoint.Tls ? $"openssl s_client -quiet -verify_return_error -CAfile cert.pem -connect {at}" : $"nc {at.Host} {at.Port}";
        return new ConnectCommand(
            endpoint.Tls ? "openssl" : "netcat", endpoint.Name, $"type lines, Ctrl-C leaves{Needs(endpoint)}",
            endpoint.Secret ? $$"""{ echo "/pass $WCB_TOKEN"; cat; } | {{dial}}""" : dial);
    }

    private static ConnectCommand Chat(EndpointStatus endpoint, DialAddress at, string who, string caption) => new(
        "Tom & Jerry", endpoint.Name, $"{caption}{Needs(endpoint)}", $"dotnet run --project src/WebChatBridge.Chat -- {who} {at}{(endpoint.Tls ? " --ca cert.pem" : "")}");

    private static ConnectCommand Python(EndpointStatus endpoint, DialAddress at)
    {
        var imports = $"{(endpoint.Secret ? "os, " : "")}socket{(endpoint.Tls ? ", ssl" : "")}";
        var lines = new List<string> { $"import {imports}", "", $"client = socket.create_connection((\"{at.Host}\", {at.Port}))" };
        if (endpoint.Tls)
        {
            lines.Add($"client = ssl.create_default_context(cafile=\"cert.pem\").wrap_socket(client, server_hostname=\"{at.Host}\")");
        }

        lines.AddRange(HeaderWidth.Of(endpoint.Dialect) is { } width ? Framed(endpoint, width) : Lined(endpoint));
        return new ConnectCommand("Python", endpoint.Name, $"says hello, then prints what comes{Needs(endpoint)}", string.Join('\n', lines));
    }

    private static IEnumerable<string> Lined(EndpointStatus endpoint) =>
    [
        .. endpoint.Secret ? ["client.sendall(f\"/pass {os.environ['WCB_TOKEN']}\\n\".encode())"] : Array.Empty<string>(),
        "client.sendall(b\"hello from python\\n\")",
        "for line in client.makefile(encoding=\"utf-8\"):",
        "    print(line, end=\"\", flush=True)",
    ];

    private static IEnumerable<string> Framed(EndpointStatus endpoint, int width) =>
    [
        "stream = client.makefile(\"rwb\")",
        "",
        "def send(text):",
        "    body = text.encode(\"utf-8\")",
        $"    stream.write(str(len(body)).encode().ljust({width}) + body)",
        "    stream.flush()",
        "",
        .. endpoint.Secret ? ["send(os.environ[\"WCB_TOKEN\"])"] : Array.Empty<string>(),
        "send(\"hello from python\")",
        $"print(stream.read(int(stream.read({width}))).decode(\"utf-8\"))",
        "send(\"!DISCONNECT\")",
    ];
}
