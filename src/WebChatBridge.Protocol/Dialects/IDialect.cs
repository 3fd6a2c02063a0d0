using System.Buffers;

namespace WebChatBridge.Protocol;

/// <summary>
/// How frames are spelled in bytes, and what they mean. Immutable and shared by all sessions that speak it; what a session
/// has to remember between reads is in its <see cref="IFrameReader"/>. No socket, no clock, no room.
/// </summary>
public interface IDialect
{
    /// <summary>As it is written in the configuration and shown to people: <c>header64</c>, <c>line</c>, <c>json</c>, <c>nul</c>, <c>raw</c>, <c>auto</c>.</summary>
    string Name { get; }

    /// <summary>A reader at the start of a stream.</summary>
    IFrameReader NewReader();

    /// <summary>What a client asks for with this frame. Never throws.</summary>
    ClientRequest Interpret(in Frame frame);

    /// <summary>Spells an event for a client. Writes nothing when the dialect has no words for it. Never throws.</summary>
    void Write(ServerEvent what, IBufferWriter<byte> output);

    /// <summary>Where the framing is in what <see cref="Write"/> wrote for one event.</summary>
    /// <param name="written">All of it or, when it took several frames, what is left of it; not empty.</param>
    /// <returns>The first frame of it.</returns>
    Framing Measure(ReadOnlySpan<byte> written) => new(written.Length, 0, 0);
}
