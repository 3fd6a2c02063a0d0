using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>A session's traffic as a test writes it, in a real ring.</summary>
internal sealed class TestTap(TestTraffic traffic, Session session, ChunkRing ring)
{
    private long length;
    private long framed;

    public Session Session => session;

    /// <summary>One recv, with the frames that end in it: their lengths, one after the other, up to its end.</summary>
    public void In(string bytes, params int[] frames)
    {
        length += bytes.Length;
        ring.Received(Encoding.Latin1.GetBytes(bytes), traffic.Time.GetUtcNow(), [.. Frames(frames, FrameKind.Message)]);
    }

    /// <summary>One recv that is one message, and its place in the room.</summary>
    public void Say(string text, long seq = 0)
    {
        In(text, text.Length);
        if (seq > 0)
        {
            ring.Placed(length, "den", seq);
        }
    }

    /// <summary>A frame at the end of what came that was found only now.</summary>
    public void Found(int frame) => ring.Framed([.. Frames([frame], FrameKind.Message)]);

    /// <summary>One recv that is one frame with a header.</summary>
    public void Header(string header, string body)
    {
        length += header.Length + body.Length;
        var frame = new FoundFrame(length - header.Length - body.Length, length, FrameKind.Goodbye, header.Length);
        ring.Received(Encoding.Latin1.GetBytes(header + body), traffic.Time.GetUtcNow(), [frame]);
    }

    public void Out(string bytes)
    {
        var written = Encoding.Latin1.GetBytes(bytes);
        ring.Appended(written, new Label(FrameKind.Raw));
        ring.Writing(written.Length, traffic.Time.GetUtcNow(), note: null);
    }

    private List<FoundFrame> Frames(int[] lengths, FrameKind kind)
    {
        var entries = new List<FoundFrame>();
        foreach (var frame in lengths)
        {
            var start = entries is [.., var last] ? last.End : framed;
            entries.Add(new FoundFrame(start, start + frame, kind, tail: 1));
        }

        framed = entries is [.., var end] ? end.End : framed;
        return entries;
    }
}
