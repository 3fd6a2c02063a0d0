using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>A frame lies where its reader says: after the one before it, and its body is those bytes.</summary>
internal sealed class PlaceOracle
{
    private const byte Iac = 0xFF;

    private byte[] stream = [];
    private long end;

    public void Begin(byte[] input) => (stream, end) = (input, 0);

    public void Check(IFrameReader reader, in Frame frame)
    {
        var place = reader.Place;
        if (place.Start < end || place.End > stream.Length || place.Head < 0 || place.Tail < 0 || place.Start + place.Head + place.Tail > place.End)
        {
            throw new InvalidOperationException($"A frame lies at {place}, after one that ended at {end}, in {stream.Length} bytes.");
        }

        end = place.End;
        var body = stream.AsSpan((int)place.Start + place.Head, (int)(place.End - place.Start) - place.Head - place.Tail);

        // Telnet inside a line lies inside its place and is no text.
        if (!(reader.Dialect is LineDialect && body.Contains(Iac)) && !body.SequenceEqual(frame.Payload))
        {
            throw new InvalidOperationException($"The body at {place} has {body.Length} bytes, the frame {frame.Payload.Length} others.");
        }
    }
}
