using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

/// <summary>What a reader makes of a stream with silences in it, each written as <c>|</c>.</summary>
internal static class Silence
{
    /// <summary>The transcript, with every piece between two silences given whole, and once more byte by byte.</summary>
    public static string Transcript(IDialect dialect, string latin1, bool fin = true)
    {
        var whole = Read(dialect, latin1, byteByByte: false, fin);
        Assert.Equal(whole, Read(dialect, latin1, byteByByte: true, fin));
        return whole;
    }

    private static string Read(IDialect dialect, string latin1, bool byteByByte, bool fin)
    {
        var reader = dialect.NewReader();
        var said = new StringBuilder();
        var pieces = latin1.Split('|');
        for (var i = 0; i < pieces.Length && reader.Violation is null; i++)
        {
            var bytes = Encoding.Latin1.GetBytes(pieces[i]);
            foreach (var piece in byteByByte ? bytes.Chunk(1) : [bytes])
            {
                Feed(reader, piece, said);
            }

            if (i < pieces.Length - 1 && reader.Pause is not null)
            {
                Take(reader.Paused(out var frame), frame, reader, said.Append('|'));
            }
        }

        if (fin && reader.Violation is null)
        {
            Take(reader.Finish(out var last), last, reader, said);
        }

        return said.Append(reader.Because is null ? "" : $" {reader.Dialect.Name}").ToString();
    }

    private static void Feed(IFrameReader reader, byte[] piece, StringBuilder said)
    {
        ReadOnlySpan<byte> input = piece;
        FrameStatus status;
        while (reader.Violation is null && (status = reader.Read(ref input, out var frame)) != FrameStatus.NeedMore)
        {
            Take(status, frame, reader, said);
        }
    }

    private static void Take(FrameStatus status, Frame frame, IFrameReader reader, StringBuilder said)
    {
        switch (status)
        {
            case FrameStatus.Frame:
                said.Append(frame.Unterminated ? "unterminated[" : "[").Append(Encoding.Latin1.GetString(frame.Payload)).Append(']');
                break;
            case FrameStatus.Reply:
                said.Append('<').Append(Convert.ToHexString(frame.Payload)).Append('>');
                break;
            case FrameStatus.Violation:
                said.Append("violation@").Append(reader.Violation!.Offset).Append(reader.Violation.Spoke is ForeignProtocol.None ? "" : $" {reader.Violation.Spoke}");
                break;
            default:
                break;
        }
    }
}
