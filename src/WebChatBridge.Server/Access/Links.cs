using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Links that sign in one browser each. The token stands behind the <c>#</c>, which browsers send to nobody.</summary>
internal sealed class Links(AccessFolder folder, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>A new link: what comes after the console's address, and until when.</summary>
    public (string Path, DateTimeOffset Until) Make(Role role)
    {
        foreach (var (name, old) in folder.Links.All().Where(link => link.Record.Until <= time.GetUtcNow()))
        {
            folder.Links.Remove(name);
        }

        var token = Token.New();
        var until = time.GetUtcNow() + Life;
        folder.Links.Put(Token.Hash(token), new LinkRecord(role, until));
        return ($"/login#t={token}", until);
    }

    /// <summary>What a token allows, for the first who asks and in time; null otherwise.</summary>
    public Role? Take(string token) => folder.Links.Take(Token.Hash(token)) is { } link && link.Until > time.GetUtcNow() ? link.Role : null;
}
