namespace WebChatBridge.Server;

/// <summary>How many consoles may be open: of all, and of one login. Counted while the WebSocket of a circuit is open.</summary>
internal sealed class CircuitPlaces(ConsoleOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> logins = [];
    private int all;

    /// <summary>Why there is no place for one more; null when there is. Nobody's login where nobody has to sign in.</summary>
    public string? Against(Login? login)
    {
        lock (gate)
        {
            return login is not null && logins.GetValueOrDefault(login.Hash) >= options.MaxCircuitsPerLogin
                ? $"{options.MaxCircuitsPerLogin:N0} consoles of your login are open, and that is the limit (Console:MaxCircuitsPerLogin)."
                : all >= options.MaxCircuits ? $"{options.MaxCircuits:N0} consoles are open, and that is the limit (Console:MaxCircuits)."
                : null;
        }
    }

    /// <summary>Takes a place, or says why there is none. Each one taken is left by <see cref="Leave"/>.</summary>
    public string? Enter(Login? login)
    {
        lock (gate)
        {
            if (Against(login) is { } refusal)
            {
                return refusal;
            }

            Count(login, 1);
            return null;
        }
    }

    public void Leave(Login? login)
    {
        lock (gate)
        {
            Count(login, -1);
        }
    }

    private void Count(Login? login, int more)
    {
        all += more;
        if (login is not null && (logins[login.Hash] = logins.GetValueOrDefault(login.Hash) + more) == 0)
        {
            logins.Remove(login.Hash);
        }
    }
}
