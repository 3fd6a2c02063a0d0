using System.CommandLine;
using System.Net;

namespace WebChatBridge.Benchmarks;

/// <summary><c>load</c>: one run against anything that listens.</summary>
internal sealed class LoadCommand
{
    private readonly Option<string> server = new("--server") { Description = "host:port", Required = true };
    private readonly Option<string> dialect = new("--dialect") { DefaultValueFactory = _ => "line", Description = string.Join(", ", Speech.Names) };
    private readonly Option<bool> pairs = new("--pairs") { Description = "the endpoint seats two by two" };
    private readonly Option<int> rooms = Number("--rooms", 1, "rooms, or pairs");
    private readonly Option<int> members = Number("--members", 2, "members of each room");
    private readonly Option<int> senders = Number("--senders", 1, "how many of them send");
    private readonly Option<int> window = Number("--window", 16, "messages of one sender under way at once");
    private readonly Option<double> rate = new("--rate") { Description = "messages per second of all senders together; 0 (the default): as many as the window lets through" };
    private readonly Option<int> size = Number("--size", 100, "bytes of a payload, 32 to 65536");
    private readonly Option<int> idle = Number("--idle", 0, "connections that only stay, opened first");
    private readonly Option<int> stopped = Number("--stopped", 0, "members of the first room that stop reading");
    private readonly Option<double> warmup = new("--warmup") { DefaultValueFactory = _ => 1, Description = "seconds" };
    private readonly Option<double> seconds = new("--seconds") { DefaultValueFactory = _ => 3, Description = "seconds" };
    private readonly Option<int> connecting = Number("--connecting", 64, "connections being made at once");
    private readonly Option<string?> hello = new("--hello") { Description = "said first instead of what the dialect says; {name}, {room} and \\n are replaced" };
    private readonly Option<int> pid = Number("--server-pid", 0, "process to measure");
    private readonly Option<bool> json = new("--json") { Description = "print JSON" };

    public Command Build()
    {
        var command = new Command("load", "Loads an endpoint, checks every delivery by its bytes, and prints what it took.")
        {
            server, dialect, pairs, rooms, members, senders, window, rate, size, idle, stopped, warmup, seconds, connecting, hello, pid, json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        LoadResult result;
        using (var run = new LoadRun(Plan(parsed)))
        {
            result = run.Run();
        }

        Console.Out.WriteLine(parsed.GetValue(json) ? LoadReport.Json(result) : LoadReport.Text(result));
        return result.Status == "ok" ? 0 : 1;
    }

    private LoadPlan Plan(ParseResult parsed) => new()
    {
        Server = IPEndPoint.Parse(parsed.GetRequiredValue(server).Replace("localhost", "127.0.0.1", StringComparison.Ordinal)),
        Speech = Speech.Parse(parsed.GetRequiredValue(dialect)),
        Pairs = parsed.GetValue(pairs),
        Rooms = parsed.GetValue(rooms),
        Members = parsed.GetValue(members),
        Senders = parsed.GetValue(senders),
        Window = Math.Clamp(parsed.GetValue(window), 1, Sender.MostUnderWay - 1),
        Rate = parsed.GetValue(rate),
        Size = Math.Clamp(parsed.GetValue(size), Payload.LeastBytes, Payload.MostBytes),
        Idle = parsed.GetValue(idle),
        Stopped = parsed.GetValue(stopped),
        Warmup = TimeSpan.FromSeconds(parsed.GetValue(warmup)),
        Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        Connecting = parsed.GetValue(connecting),
        Hello = parsed.GetValue(hello),
        ServerPid = parsed.GetValue(pid),
        Tag = $"{(char)('a' + (Environment.ProcessId % 26))}{Environment.ProcessId % 9_973}-",
    };

    private static Option<int> Number(string name, int standard, string description) =>
        new(name) { DefaultValueFactory = _ => standard, Description = description };
}
