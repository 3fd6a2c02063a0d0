using System.Globalization;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>What <c>/c/…</c> names: a room, or with <c>@17</c> the direct line from here to session 17.</summary>
/// <param name="Room">The room's name; null while it is a direct line and our own number is not known.</param>
/// <param name="Session">The session at the other end of a direct line of ours.</param>
/// <param name="Foreign">True for a direct line between two others: it can be read, not written to.</param>
public sealed record ConversationAddress(string? Room, long? Session, bool Foreign)
{
    /// <summary>Reads the last part of the address.</summary>
    /// <param name="name"><c>lobby</c>, <c>@17</c> or <c>@3+17</c>.</param>
    /// <param name="me">Our own session; null while it is not known.</param>
    public static ConversationAddress Parse(string name, long? me)
    {
        if (!name.StartsWith('@'))
        {
            return new(name, null, false);
        }

        var ends = name[1..].Split('+');
        if (ends.Length == 1 && Number(ends[0]) is { } other)
        {
            return new(me is { } own ? Line(own, other) : null, other, false);
        }

        if (ends.Length == 2 && Number(ends[0]) is { } one && Number(ends[1]) is { } two)
        {
            return one == me ? new(name, two, false) : two == me ? new(name, one, false) : new(name, null, true);
        }

        return new(name, null, false);
    }

    /// <summary>The address of a room's page.</summary>
    public static string Href(string room) => "/c/" + Uri.EscapeDataString(room).Replace("%40", "@", StringComparison.Ordinal).Replace("%2B", "+", StringComparison.Ordinal);

    /// <summary>The address of the direct line to a session.</summary>
    public static string Href(SessionInfo session) => $"/c/@{session.Id}";

    /// <summary>How people call a room: a direct line by the names at its ends.</summary>
    public static string Title(string room, ConsoleState state)
    {
        var address = Parse(room, state.Me?.Id);
        if (address.Session is { } other)
        {
            return "@" + (state.Sessions.Find(other)?.Name ?? other.ToString(CultureInfo.InvariantCulture));
        }

        return address.Foreign
            ? string.Join(" ↔ ", room[1..].Split('+').Select(end => state.Sessions.Find(Number(end) ?? 0)?.Name ?? end))
            : room;
    }

    private static string Line(long one, long two) => $"@{Math.Min(one, two)}+{Math.Max(one, two)}";

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
