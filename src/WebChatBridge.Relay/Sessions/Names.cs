namespace WebChatBridge.Relay;

/// <summary>Who is called what. Two names that look alike are the same name. Owner: the core loop.</summary>
internal sealed class Names(int maxChars)
{
    private readonly Dictionary<string, Session> taken = new(StringComparer.Ordinal);

    public Session? Find(string name) => taken.GetValueOrDefault(NameRules.Key(name));

    /// <summary>Gives the name, or <c>name-2</c>, <c>name-3</c>, … when it is taken; what the session was called before is free.</summary>
    public string Claim(string wanted, Session session)
    {
        Release(session);
        var given = wanted;
        for (var n = 2; !taken.TryAdd(NameRules.Key(given), session); n++)
        {
            var suffix = $"-{n}";
            given = Cut(wanted, maxChars - suffix.Length) + suffix;
        }

        return given;
    }

    // Counted as people count, and as NameRules does: half a letter is no letter.
    private static string Cut(string name, int letters) => string.Concat(name.EnumerateRunes().Take(letters));

    /// <summary>Frees the session's name, if it still holds it.</summary>
    public void Release(Session session)
    {
        var key = NameRules.Key(session.Who.Name);
        if (taken.GetValueOrDefault(key) == session)
        {
            taken.Remove(key);
        }
    }
}
