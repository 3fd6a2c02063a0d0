using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat;

/// <summary>
/// What we know of the conversation, and what a person is told of it: news in, lines of the transcript out. Owned by the loop of
/// <see cref="InteractiveChat"/>.
/// </summary>
internal sealed class Conversation(ChatOptions options, Transcript transcript, TimeProvider time) : IVocabulary
{
    private readonly SortedSet<string> members = new(StringComparer.OrdinalIgnoreCase);
    private string place = string.Empty;
    private long? lostAt;
    private long retryAt;
    private bool greeting;
    private bool wantsWho;
    private int silentWho;
    private long session;

    public string Name { get; private set; } = options.Name ?? "you";

    public string? Room { get; private set; }

    public bool IsLost => lostAt is not null;

    /// <summary>Set once the client has ended.</summary>
    public RelayNews.Ended? End { get; private set; }

    public bool ShowsHex { get; set; }

    public bool RingsBell { get; set; }

    /// <summary>Whether somebody mentioned us since this was read last.</summary>
    public bool WasMentioned { get; set; }

    public IEnumerable<string> Commands => SlashCommand.Names;

    public IEnumerable<string> Names => members.Where(name => !string.Equals(name, Name, StringComparison.OrdinalIgnoreCase));

    public string Prompt(int unsent)
    {
        if (lostAt is not null)
        {
            var wait = Math.Ceiling((retryAt - time.GetTimestamp()) / (double)time.TimestampFrequency);
            return wait > 0 ? $"{Name} (reconnecting {wait:0}s)> " : $"{Name} (connecting)> ";
        }

        if (unsent > 0)
        {
            return $"{Lines(unsent)} not sent: Enter = resend, Ctrl-C = drop> ";
        }

        return Room is null ? $"{Name}> " : $"{Name}@{Room}> ";
    }

    public void Hear(RelayNews news, long missed)
    {
        switch (news)
        {
            case RelayNews.Connected connected:
                Connect(connected);
                break;
            case RelayNews.Said said:
                Hear(said.Event, missed);
                break;
            case RelayNews.Unframed unframed:
                transcript.Unframed(unframed.Text);
                break;
            case RelayNews.Lost lost:
                lostAt ??= time.GetTimestamp();
                retryAt = time.GetTimestamp() + (long)(lost.RetryIn.TotalSeconds * time.TimestampFrequency);
                break;
            case RelayNews.Ended ended:
                End = ended;
                break;
        }
    }

    /// <summary>Whether who sits here is to be asked for; the answer is not shown as one to /who.</summary>
    public bool TakeWantsWho()
    {
        var wanted = wantsWho;
        wantsWho = false;
        silentWho += wanted ? 1 : 0;
        return wanted;
    }

    public static string Lines(int count) => count == 1 ? "1 line" : $"{count} lines";

    private void Connect(RelayNews.Connected connected)
    {
        place = EndPointText.Of(connected.Remote);
        if (options.Dialect != RelayDialect.Json)
        {
            if (connected.Again)
            {
                Back(missed: 0);
            }
            else
            {
                var dialect = options.Dialect == RelayDialect.Line ? "line" : "header64";
                transcript.Plain($"connected to {place}{(options.Name is null ? string.Empty : " as " + Name)} · {dialect} · /help");
            }
        }
    }

    private void Hear(ServerEvent what, long missed)
    {
        switch (what)
        {
            case ServerEvent.Welcome welcome:
                Welcome(welcome, missed);
                break;
            case ServerEvent.Message message:
                WasMentioned |= message.Content.Text.Contains(Name, StringComparison.OrdinalIgnoreCase);
                transcript.Message(message.Content, message.Direct, ShowsHex);
                break;
            case ServerEvent.Presence presence:
                Presence(presence);
                break;
            case ServerEvent.Who who:
                Who(who);
                break;
            case ServerEvent.Rooms rooms:
                transcript.Note("rooms: " + string.Join(", ", rooms.All.Select(room => $"{room.Room} ({room.Members})")));
                break;
            case ServerEvent.History history:
                History(history);
                break;
            case ServerEvent.Notice notice:
                transcript.Note(notice.Text);
                break;
            case ServerEvent.Error { Id: null } error:
                transcript.Alarm(error.Text);
                break;
            case ServerEvent.Bye bye when options.Dialect == RelayDialect.Json:
                transcript.Note("the relay says goodbye: " + bye.Reason);
                break;
        }
    }

    private void Welcome(ServerEvent.Welcome welcome, long missed)
    {
        silentWho = 0;
        var wanted = Name;
        var moved = session == welcome.Session && Room != welcome.Room;
        (Name, Room, session) = (welcome.Name, welcome.Room, welcome.Session);
        if (options.Name is not null && !string.Equals(wanted, Name, StringComparison.OrdinalIgnoreCase))
        {
            transcript.Note($"name {wanted} is taken, you are {Name} (/nick)");
        }

        if (lostAt is not null)
        {
            Back(missed);
        }
        else
        {
            greeting = !moved;
            if (moved)
            {
                transcript.Note($"you sit in {Room} now");
            }
        }

        wantsWho = true;
    }

    private void Back(long missed)
    {
        var away = time.GetElapsedTime(lostAt ?? time.GetTimestamp());
        lostAt = null;
        transcript.Note($"back after {away.TotalSeconds:0} s, {missed} {(missed == 1 ? "message" : "messages")} missed");
    }

    private void Who(ServerEvent.Who who)
    {
        members.Clear();
        members.UnionWith(who.Members.Select(member => member.Name));
        var others = Names.ToArray();
        var list = others.Length == 0 ? "nobody else" : string.Join(", ", others.Take(20)) + (who.Count > 21 ? $" and {who.Count - 21} more" : string.Empty);
        if (silentWho > 0)
        {
            silentWho--;
            if (!greeting)
            {
                return;
            }

            greeting = false;
            transcript.Plain($"connected to {place} as {VisibleText.Of(Name)} · {VisibleText.Of(who.Room)}: {VisibleText.Of(list)} · /help");
            if (others.Length == 0)
            {
                transcript.Note($"nobody else in {who.Room} — messages are stored by the relay");
            }

            return;
        }

        transcript.Note($"in {who.Room}: {list}, and you ({who.Count})");
    }

    private void Presence(ServerEvent.Presence presence)
    {
        var name = presence.Subject.Name;
        var isUs = presence.Subject.Id == session;
        switch (presence.Change)
        {
            case PresenceChange.Joined:
                members.Add(name);
                break;
            case PresenceChange.Left:
                members.Remove(name);
                break;
            case PresenceChange.Renamed:
                members.Remove(presence.Was ?? string.Empty);
                members.Add(name);
                Name = isUs ? name : Name;
                break;
        }

        if (isUs && presence.Change == PresenceChange.Joined && Room != presence.Room)
        {
            Room = presence.Room;
            wantsWho = true;
        }

        var reason = presence.Reason is null ? string.Empty : $" ({presence.Reason})";
        transcript.Note(presence.Change switch
        {
            PresenceChange.Renamed => isUs ? $"you are {name} now" : $"{presence.Was} is {name} now",
            PresenceChange.Left => $"{name} left{reason}",
            _ => isUs ? $"you sit in {presence.Room} now" : $"{name} joined",
        });
    }

    private void History(ServerEvent.History history)
    {
        transcript.Note(history.Messages.Count == 0 ? $"{history.Room} has no history" : $"the last {history.Messages.Count} of {history.Room}:");
        foreach (var message in history.Messages)
        {
            transcript.Message(message, direct: false, ShowsHex);
        }
    }
}
