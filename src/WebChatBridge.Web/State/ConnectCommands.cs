using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// How to connect to the endpoints that really listen, tool by tool. Every text runs as it stands: hosts come from our own
/// configuration, and what is quoted holds neither quotes nor dollars.
/// </summary>
public static class ConnectCommands
{
    /// <summary>All of them, in the order tools are offered; none for an endpoint that does not listen.</summary>
    public static IReadOnlyList<ConnectCommand> For(RelayStatus status) =>
        [.. status.Endpoints
            .Select(endpoint => (Endpoint: endpoint, Address: DialAddress.Of(endpoint, status.Machine)))
            .Where(pair => pair.Address is not null)
            .OrderBy(pair => pair.Endpoint.Dialect switch { "line" => 0, "json" => 1, _ => 2 })
            .SelectMany(pair => Of(pair.Endpoint, pair.Address!))
            .GroupBy(command => command.Tool) // keeps the order of first appearance
            .SelectMany(tool => tool)];

    private static IEnumerable<ConnectCommand> Of(EndpointStatus endpoint, DialAddress at) => endpoint.Dialect switch
    {
        _ when endpoint.Tls || endpoint.Secret => GuardedCommands.For(endpoint, at),
        "line" => Line(endpoint.Name, at),
        "json" => Json(endpoint.Name, at),
        var header when HeaderWidth.Of(header) is { } width => Header(endpoint, at, width),
        _ => [],
    };

    private static IEnumerable<ConnectCommand> Line(string name, DialAddress at) =>
    [
        new("netcat", name, "type lines, Ctrl-C leaves", $"nc {at.Host} {at.Port}"),
        new("Python", name, "says hello, then prints what comes",
            $$"""
            python3 -c "import socket; s = socket.create_connection(('{{at.Host}}', {{at.Port}})); s.sendall(b'hello from python\n'); [print(line, end='', flush=True) for line in s.makefile(encoding='utf-8')]"
            """),
        new("PowerShell", name, "says hello, then prints what comes",
            $$"""$c = [Net.Sockets.TcpClient]::new('{{at.Host}}', {{at.Port}}); $s = $c.GetStream(); $b = [Text.Encoding]::UTF8.GetBytes("hello from PowerShell`n"); $s.Write($b, 0, $b.Length); $r = [IO.StreamReader]::new($s); while ($null -ne ($l = $r.ReadLine())) { $l }"""),
        new("bash", name, "says hello, then prints what comes; needs nothing but bash",
            $"bash -c 'exec 3<>/dev/tcp/{at.Host}/{at.Port}; echo hello from bash >&3; cat <&3'"),
        new("C#", name, "save as hello.cs, then: dotnet run hello.cs",
            $$"""
            using System.Net.Sockets;

            using var client = new TcpClient("{{at.Host}}", {{at.Port}});
            using var stream = client.GetStream();
            stream.Write("hello from C#\n"u8);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                Console.WriteLine(line);
            }
            """),
    ];

    private static IEnumerable<ConnectCommand> Json(string name, DialAddress at) =>
    [
        new("Tom & Jerry", name, "our chat client, in a clone of the repository", $"dotnet run --project src/WebChatBridge.Chat -- tom {at}"),
        new("Tom & Jerry", name, "and the other one", $"dotnet run --project src/WebChatBridge.Chat -- jerry {at}"),
        new("netcat", name, "says hello in JSON Lines, then type your own",
            $$$"""{ echo '{"type":"hello"}'; echo '{"type":"post","text":"hello from netcat"}'; cat; } | nc {{{at.Host}}} {{{at.Port}}}"""),
    ];

    private static IEnumerable<ConnectCommand> Header(EndpointStatus endpoint, DialAddress at, int width)
    {
        var wait = endpoint.Seating == "pairs" ? ", then waits for its partner's answer: run it twice" : ", then waits for one message";
        yield return new("Python", endpoint.Name, $"the socket tutorial's framing: {width} bytes say how long the message is{wait}", $$"""
            import socket

            HEADER = {{width}}
            client = socket.create_connection(("{{at.Host}}", {{at.Port}}))
            stream = client.makefile("rwb")

            def send(text):
                body = text.encode("utf-8")
                stream.write(str(len(body)).encode().ljust(HEADER) + body)
                stream.flush()

            def receive():
                length = int(stream.read(HEADER))
                return stream.read(length).decode("utf-8")

            send("hello from python")
            print(receive())
            send("!DISCONNECT")
            """);
        yield return new("netcat", endpoint.Name, $"one framed hello, then waits{(endpoint.Seating == "pairs" ? " for a partner" : "")}",
            $$"""{ printf '%-{{width}}s%s' 5 hello; cat; } | nc {{at.Host}} {{at.Port}}""");
    }
}
