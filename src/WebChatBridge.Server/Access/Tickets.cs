using System.Collections.Concurrent;

namespace WebChatBridge.Server;

/// <summary>
/// What a circuit shows to the hub: it proves once, for one connection within a minute, that it belongs to a login. So the
/// hub needs no cookie, and no page of somebody else's in the same browser can use one there.
/// </summary>
internal sealed class Tickets(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Login Login, DateTimeOffset Until)> open = new(StringComparer.Ordinal);

    public string Make(Login login)
    {
        var now = time.GetUtcNow();
        foreach (var (hash, ticket) in open)
        {
            if (ticket.Until <= now)
            {
                open.TryRemove(hash, out _);
            }
        }

        var secret = Token.New();
        open[Token.Hash(secret)] = (login, now + Life);
        return secret;
    }

    public Login? Take(string ticket) =>
        open.TryRemove(Token.Hash(ticket), out var taken) && taken.Until > time.GetUtcNow() && !taken.Login.Ended.IsCancellationRequested ? taken.Login : null;
}
