using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Condenses comings and goings between two messages into one sentence.</summary>
internal static class PresenceSentence
{
    private const int NamesShown = 6;

    /// <summary>One sentence for a run of events; empty for none.</summary>
    public static string Of(IReadOnlyList<RoomEvent> run)
    {
        var parts = new List<string>();
        foreach (var same in run.GroupBy(Story).OrderBy(group => group.Key.Verb.Length == 0))
        {
            var names = same.Select(Name).Distinct(StringComparer.Ordinal).ToList();
            parts.Add(same.Key.Verb.Length == 0 ? string.Join(", ", names) : $"{Names(names)} {same.Key.Verb}");
        }

        return string.Join(" · ", parts);

        // Everybody's own story first, so that five who joined are one clause and not five.
        (string Verb, long Who) Story(RoomEvent one)
        {
            var own = run.Where(other => other.Who.Id == one.Who.Id).ToList();
            if (own.Any(other => other.Change == PresenceChange.Renamed))
            {
                return ("", one.Who.Id);
            }

            return (Verb(own), 0);
        }

        string Name(RoomEvent one) => one.Change == PresenceChange.Renamed ? $"{one.Was} is now {one.Who.Name}" : Called(one.Who);
    }

    private static string Verb(List<RoomEvent> own)
    {
        var joins = own.Count(one => one.Change == PresenceChange.Joined);
        var lefts = own.Count(one => one.Change == PresenceChange.Left);
        return (joins, lefts, own[0].Change) switch
        {
            (_, 0, _) => "joined",
            (0, _, _) => own[^1].Reason is { } reason ? $"left ({reason.Sentence})" : "left",
            (1, 1, PresenceChange.Joined) => "joined and left",
            (1, 1, _) => "left and rejoined",
            (_, _, PresenceChange.Left) => $"left and rejoined {Math.Max(joins, lefts)}×",
            _ => $"joined and left {Math.Max(joins, lefts)}×",
        };
    }

    private static string Called(Sender who) => who.Origin == Origin.Web ? $"{who.Name} (web)" : who.Name;

    private static string Names(List<string> names) => names.Count <= NamesShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesShown))} and {names.Count - NamesShown} more";
}
