using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>What operators do about who may come in.</summary>
internal sealed class AccessDesk(Logins logins, Links links, ConsoleOptions options)
{
    private static readonly Rejection Open = new(ErrorCode.NotHere, "Nobody has to sign in here: Console:Access is \"open\".");

    public Login? Find(string? id) => logins.ById(id);

    public IReadOnlyList<Person> People(string? me) => options.Access == "open" ? [] : [.. logins.All().Select(login => login.Describe(me))];

    public Rejection? SignOut(string person)
    {
        if (logins.All().FirstOrDefault(login => login.Record.Id == person) is not { } login || !logins.End(login))
        {
            return new Rejection(ErrorCode.NotFound, "That login is over.");
        }

        return null;
    }

    public LoginLink MakeLink(Role role)
    {
        if (options.Access == "open" || !Enum.IsDefined(role))
        {
            return new LoginLink(null, null, Open);
        }

        var (path, until) = links.Make(role);
        return new LoginLink(path, until, null);
    }
}
