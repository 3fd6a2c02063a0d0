using System.CommandLine;

namespace WebChatBridge.Benchmarks;

/// <summary><c>copy</c>: a server that only copies lines, to see how fast the generator itself is.</summary>
internal static class CopyCommand
{
    public static Command Build()
    {
        var command = new Command("copy", "Serves as the least of relays: copies lines between the members of a room, until it is killed.");
        command.SetAction(static _ =>
        {
            using var server = new CopyServer();
            Console.Out.WriteLine(server.Address);
            server.Serve();
            return 0;
        });
        return command;
    }
}
