namespace WebChatBridge.Relay;

/// <summary>Section <c>Relay</c>.</summary>
public sealed class RelayOptions
{
    /// <summary>Where it listens.</summary>
    public List<EndpointOptions> Endpoints { get; set; } = [];

    /// <summary>What it refuses.</summary>
    public LimitOptions Limits { get; set; } = new();

    /// <summary>Check-ups of clients.</summary>
    public PracticeOptions Practice { get; set; } = new();

    /// <summary>What it keeps of what goes over the wire.</summary>
    public CaptureOptions Capture { get; set; } = new();
}
