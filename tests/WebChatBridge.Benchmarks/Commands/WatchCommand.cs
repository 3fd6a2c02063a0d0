using System.CommandLine;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Benchmarks;

/// <summary><c>watch</c>: what a console does while somebody looks at a room: the stream of the hub, each batch read as it comes.</summary>
internal static class WatchCommand
{
    public static Command Build()
    {
        var console = new Argument<Uri>("console") { Description = "http://127.0.0.1:5080", CustomParser = static result => new Uri(result.Tokens[0].Value) };
        var room = new Argument<string>("room");
        var command = new Command("watch", "Watches a room through the hub until it is killed.") { console, room };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(console), parsed.GetRequiredValue(room), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Uri console, string room, CancellationToken cancellationToken)
    {
        await using var connection = new ConsoleConnection(new Uri(console, "/hub"));
        await connection.FollowAsync(new FollowRequest(room, Counters: true));
        var said = false;
        await foreach (var batch in connection.WatchAsync(cancellationToken))
        {
            if (!said)
            {
                Console.Out.WriteLine("watching");
                said = true;
            }
        }

        return 0;
    }
}
