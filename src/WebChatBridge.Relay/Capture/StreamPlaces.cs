using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>
/// How far the two streams of a session are, and what the record written last said: the numbers of the next one are told as steps
/// from these. Who writes a ring and who reads it take the same steps.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal record struct StreamPlaces
{
    /// <summary>Bytes that came.</summary>
    public long Came { get; set; }

    /// <summary>Where the newest frame in them ends.</summary>
    public long Framed { get; set; }

    /// <summary>Bytes that are on their way or gone.</summary>
    public long Appended { get; set; }

    /// <summary>Bytes of those that were given to the socket.</summary>
    public long Written { get; set; }

    /// <summary>The number given last.</summary>
    public long Seq { get; set; }

    /// <summary>The time given last, in microseconds since 1970-01-01 UTC.</summary>
    public long At { get; set; }

    /// <summary>The number of the message that was spoken of last.</summary>
    public long Message { get; set; }
}
