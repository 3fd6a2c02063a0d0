using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Notices the first program that connects after somebody began to look.</summary>
public sealed class Arrival
{
    private long? _before;

    /// <summary>Who came; null while nobody has.</summary>
    public SessionInfo? Who { get; private set; }

    /// <summary>Looks at the sessions. The first look says who was there before.</summary>
    public void Look(SessionBook sessions)
    {
        var programs = sessions.Open.Concat(sessions.Closed).Where(session => session is { Origin: Origin.Tcp, Partner: null });
        if (_before is not { } before)
        {
            _before = programs.Select(session => session.Id).DefaultIfEmpty().Max();
            return;
        }

        // "printf hi | nc" has come and gone between two looks: it was there all the same.
        Who = Who is null
            ? programs.Where(session => session.Id > before).MinBy(session => session.Id)
            : sessions.Find(Who.Id) ?? Who; // it may have another name by now
    }
}
