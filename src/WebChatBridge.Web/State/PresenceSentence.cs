using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Condenses comings and goings between two messages into one sentence.</summary>
internal static class PresenceSentence
{
    private const int NamesShown = 6;

    /// <summary>One sentence for a run of events; empty for none.</summary>
    public static string Of(IReadOnlyList<RoomEvent> run)
    {
        // Everybody's own story first, so that five who joined are one clause and not five.
        var stories = run.GroupBy(one => one.Who.Id).Select(own => Story([.. own]));
        return string.Join(" · ", stories
            .GroupBy(story => story.Verb, StringComparer.Ordinal)
            .Select(same => $"{Names([.. same.Select(story => story.Name)])} {same.Key}"));
    }

    private static (string Name, string Verb) Story(List<RoomEvent> own)
    {
        var moves = own.Where(one => one.Change != PresenceChange.Renamed).ToList();
        var renamed = own.FindAll(one => one.Change == PresenceChange.Renamed);
        if (renamed.Count == 0)
        {
            return (Called(own[0].Who, own[0].Who.Name), Verb(moves));
        }

        var verb = $"is now {renamed[^1].Who.Name}";
        return (
            Called(own[0].Who, renamed[0].Was ?? own[0].Who.Name),
            moves.Count == 0 ? verb : moves[0].Change == PresenceChange.Joined ? $"{Verb(moves)} and {verb}" : $"{verb} and {Verb(moves)}");
    }

    private static string Verb(List<RoomEvent> moves)
    {
        var joins = moves.Count(one => one.Change == PresenceChange.Joined);
        var lefts = moves.Count - joins;
        return (joins, lefts, moves[0].Change) switch
        {
            (_, 0, _) => "joined",
            (0, _, _) => moves[^1].Reason is { } reason ? $"left ({reason.Sentence})" : "left",
            (1, 1, PresenceChange.Joined) => "joined and left",
            (1, 1, _) => "left and rejoined",
            (_, _, PresenceChange.Left) => $"left and rejoined {Math.Max(joins, lefts)}×",
            _ => $"joined and left {Math.Max(joins, lefts)}×",
        };
    }

    private static string Called(Sender who, string name) => who.Origin == Origin.Web ? $"{name} (web)" : name;

    private static string Names(List<string> names) => names.Count <= NamesShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesShown))} and {names.Count - NamesShown} more";
}
