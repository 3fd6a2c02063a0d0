namespace WebChatBridge.Relay;

/// <summary>Where traffic is read from.</summary>
/// <param name="Taps">Every session whose traffic is kept, closed ones among them.</param>
/// <param name="Events">What happened to sessions.</param>
/// <param name="Newest">The newest number given to a chunk or an event.</param>
/// <param name="Time">The clock.</param>
internal sealed record TrafficSources(Func<IEnumerable<ITap>> Taps, EventLog Events, Func<long> Newest, TimeProvider Time);
