using System.ComponentModel.DataAnnotations;

namespace WebChatBridge.Relay;

/// <summary>Section <c>Relay:Capture</c>: how much of what went over the wire is kept to be looked at. Bytes are bytes of memory.</summary>
public sealed class CaptureOptions
{
    /// <summary>What is kept of one session, both directions; 0 keeps nothing.</summary>
    [Range(0, 1024 * 1024 * 1024)]
    public int SessionBytes { get; set; } = 262_144;

    /// <summary>What is kept of all sessions together; 0 keeps nothing.</summary>
    [Range(0, 64L * 1024 * 1024 * 1024)]
    public long TotalBytes { get; set; } = 67_108_864;
}
