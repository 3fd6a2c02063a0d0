using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// What a partner has done to the writes of those it sits with, for as long as it stays. What it began it ends; what somebody else
/// has begun stays as it is. Owner: the core loop.
/// </summary>
internal sealed class Mistreatment(Misbehaviour how, string by, FaultInjection faults)
{
    private readonly Dictionary<Session, Misconduct> begun = [];

    /// <summary>These are with it now; nobody else is any more.</summary>
    public void Reach(IEnumerable<Session> company)
    {
        var reached = company.ToHashSet();
        foreach (var (session, its) in begun.Where(one => !reached.Contains(one.Key)).ToList())
        {
            begun.Remove(session);
            if (session.Closed is null && session.Misconduct == its)
            {
                faults.Begin(session, null, by);
            }
        }

        foreach (var session in reached.Where(session => session.Misconduct is null && !begun.ContainsKey(session)))
        {
            begun[session] = new Misconduct(how, by);
            faults.Begin(session, begun[session], by);
        }
    }
}
