using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A listening endpoint as sessions see it: made once from its options.</summary>
/// <param name="Options">As configured.</param>
/// <param name="Dialect">The dialect spoken there.</param>
/// <param name="LoopbackOnly">True when only programs on this machine reach it.</param>
public sealed record Endpoint(EndpointOptions Options, IDialect Dialect, bool LoopbackOnly)
{
    /// <summary>Whether connections are matched two by two.</summary>
    public bool Pairs => Options.Seating == "pairs";

    /// <summary>Whether the first request must be a hello.</summary>
    public bool SaysHello => Dialect.Name == "json";

    /// <summary>Whether a newcomer is seated at once but welcomed only when it is clear that it is not a browser.</summary>
    public bool WelcomesLate => !Pairs && !SaysHello;

    /// <summary>Whether a frame may take as long as a person needs to type it.</summary>
    public bool TypedByPeople => Dialect.Name == "line";
}
