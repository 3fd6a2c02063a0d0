namespace WebChatBridge.Web.State;

/// <summary>What begins with a byte.</summary>
[Flags]
public enum ByteEdge
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What one read or one write carried.</summary>
    Read = 1,

    /// <summary>A frame, or bytes that are in none.</summary>
    Frame = 2,
}
