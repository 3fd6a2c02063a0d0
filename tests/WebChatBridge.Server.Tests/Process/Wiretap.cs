using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>What the hub says went over a session's socket.</summary>
internal static class Wiretap
{
    /// <summary>The trace of a session once it is as wanted.</summary>
    public static Task<SessionTrace> TraceAsync(this WatchedConsole console, long session, Func<SessionTrace, bool> wanted, string what) => Soon.GetAsync(
        async () => await console.Connection.TraceAsync(new TraceQuery(session, MaxBytes: 262_144), default) is { } trace && wanted(trace) ? trace : null, what);

    /// <summary>The trace of a session that has ended.</summary>
    public static Task<SessionTrace> EndedAsync(this WatchedConsole console, long session) =>
        console.TraceAsync(session, trace => trace.Session.State == SessionState.Closed, $"the end of session {session}");

    /// <summary>The chunks of one direction, as text.</summary>
    public static List<string> Texts(this SessionTrace trace, Direction direction) =>
        [.. trace.Chunks.Where(chunk => chunk.Direction == direction).Select(chunk => Encoding.UTF8.GetString(chunk.Bytes))];

    /// <summary>All bytes of one direction.</summary>
    public static byte[] Stream(this SessionTrace trace, Direction direction) =>
        [.. trace.Chunks.Where(chunk => chunk.Direction == direction).SelectMany(chunk => chunk.Bytes)];

    /// <summary>The frames of one direction: what each is, its framing and its body.</summary>
    public static List<string> Framed(this SessionTrace trace, Direction direction)
    {
        var stream = trace.Stream(direction);
        return
        [
            .. trace.Frames.Where(frame => frame.Direction == direction).Select(frame =>
                $"{frame.Kind} {frame.Head}+{Encoding.UTF8.GetString(stream[(int)(frame.Start + frame.Head)..(int)(frame.End - frame.Tail)])}+{frame.Tail}"),
        ];
    }
}
