using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A listening endpoint as sessions see it: made once from its options.</summary>
/// <param name="Options">As configured.</param>
/// <param name="Dialect">The dialect spoken there.</param>
/// <param name="LoopbackOnly">True when only programs on this machine reach it.</param>
public sealed record Endpoint(EndpointOptions Options, IDialect Dialect, bool LoopbackOnly)
{
    /// <summary>Who may connect.</summary>
    internal Networks Networks { get; } = new(Options.Allow, Options.Deny);

    /// <summary>What a client must say first; null for nothing.</summary>
    internal Secret? Secret { get; } = Secret.Of(Options.Secret);

    /// <summary>Whether connections are matched two by two.</summary>
    public bool Pairs => Options.Seating == "pairs";

    /// <summary>Whether the first request must be a hello.</summary>
    public bool SaysHello => Dialect is JsonDialect;

    /// <summary>Whether a newcomer gets its seat only when it has shown what it speaks or how it is called.</summary>
    public bool SeatsLate => SaysHello || Options.FirstFrameIsName || Dialect is AutoDialect;

    /// <summary>Whether a newcomer is seated at once but welcomed only when it is clear that it is not a browser.</summary>
    public bool WelcomesLate => !Pairs && !SeatsLate;

    /// <summary>The dialect that these options describe. Throws <see cref="FormatException"/> when there is none of that name.</summary>
    public static IDialect DialectOf(EndpointOptions options, int maxMessageBytes) => DialectOf(options, options.Dialect, maxMessageBytes);

    /// <summary>Another dialect, as it would be spoken on an endpoint with these options. Throws like the other.</summary>
    public static IDialect DialectOf(EndpointOptions options, string dialect, int maxMessageBytes) => Dialects.Parse(
        dialect,
        maxMessageBytes,
        commands: options.Seating != "pairs",
        options.Goodbye,
        options.MaxFrameBytes,
        options.IdleGap,
        options.ReplyRaw ? HeaderOutput.RawReplies : options.FirstFrameIsName ? HeaderOutput.NameFrames : HeaderOutput.Frames);
}
