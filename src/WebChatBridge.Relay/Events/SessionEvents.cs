using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>How the events of a session's life are said. docs/hub.md.</summary>
internal static class SessionEvents
{
    /// <summary>It has connected.</summary>
    public static void Opened(this EventLog log, Session session) => log.Add(session, "opened", session.Endpoint is { } endpoint
        ? $"connected to {endpoint.Options.Name}{From(session)}"
        : $"opened a console{From(session)}");

    /// <summary>It has its first name of its own.</summary>
    public static void Named(this EventLog log, Session session) => log.Add(session, "named", $"is called {session.Who.Name}");

    /// <summary>It has another name.</summary>
    public static void Renamed(this EventLog log, Session session, string was) => log.Add(session, "renamed", $"was {was}, is now {session.Who.Name}");

    /// <summary>It sits in a room.</summary>
    public static void Joined(this EventLog log, Session session) => log.Add(session, "joined", $"joined {session.Room!.Name}");

    /// <summary>It has finished sending.</summary>
    public static void HalfClosed(this EventLog log, Session session) =>
        log.Add(session, "halfClosed", $"finished sending (FIN) after {session.Input.Bytes:N0} B; what is on its way to it is still written");

    /// <summary>Somebody treats it badly on purpose.</summary>
    public static void Misbehaves(this EventLog log, Session session, Misconduct what) => log.Add(session, "misbehaves", $"{what}");

    /// <summary>That is over.</summary>
    public static void Behaves(this EventLog log, Session session, string why) => log.Add(session, "behaves", $"treated well again: {why}");

    /// <summary>Somebody said what it speaks.</summary>
    public static void Speaks(this EventLog log, Session session, string dialect, string by) => log.Add(session, "speaks", $"taken for a speaker of {dialect} (by {by})");

    /// <summary>Somebody sent it bytes as they are.</summary>
    public static void BytesSent(this EventLog log, Session session, int bytes, string note) => log.Add(session, "bytesSent", $"{bytes:N0} B were sent to it by hand ({note})");

    /// <summary>It has ended.</summary>
    public static void Closed(this EventLog log, Session session, CloseReason reason) => log.Add(session, "closed", WithPlace(reason), reason.Evidence);

    /// <summary>It was not let in.</summary>
    public static void Refused(this EventLog log, Session session, CloseReason reason) =>
        log.Add(session, "refused", $"{WithPlace(reason)}{From(session)}", reason.Evidence);

    private static string From(Session session) => session.Remote is { } remote ? $" from {remote}" : "";

    private static string WithPlace(CloseReason reason) => reason.Offset is { } offset ? $"{reason.Sentence} (byte {offset:N0} of what it sent)" : reason.Sentence;
}
