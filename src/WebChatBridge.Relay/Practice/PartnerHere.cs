using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A partner that was asked to join. Owner: the core loop.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Wanted">The room it was asked into.</param>
/// <param name="Connection">The end of the relay.</param>
/// <param name="AtWire">Its own end.</param>
internal sealed record PartnerHere(PartnerKind Kind, string Wanted, Connection Connection, PartnerAtWire AtWire)
{
    public Session Session => Connection.Session;

    /// <summary>Its two ends, until they are done.</summary>
    public Task Served { get; set; } = Task.CompletedTask;

    /// <summary>Since when nobody is there for it; null while somebody is.</summary>
    public DateTimeOffset? AloneSince { get; set; }

    /// <summary>What it has done to those it sits with; null for nothing.</summary>
    public Mistreatment? Mistreatment { get; set; }

    /// <summary>It was told that the other seat of its pair said goodbye.</summary>
    public bool ToldGoodbye { get; set; }
}
