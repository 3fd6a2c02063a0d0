using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

/// <summary>What a reader makes of a stream, as one string to compare. Bytes are written as Latin-1.</summary>
internal static class Transcript
{
    /// <summary>Reads the stream in pieces that end at <paramref name="cuts"/>.</summary>
    public static string Of(IDialect dialect, byte[] stream, params IEnumerable<int> cuts)
    {
        var reader = dialect.NewReader();
        var said = new StringBuilder();
        var from = 0;
        foreach (var cut in cuts.Append(stream.Length))
        {
            // A buffer of its own, spoiled after the read: a reader must keep no reference to its input.
            var piece = stream[from..cut];
            from = cut;
            Feed(reader, piece, said);
            piece.AsSpan().Fill(0xCC);
            if (reader.Violation is not null)
            {
                return said.ToString();
            }
        }

        switch (reader.Finish(out var last))
        {
            case FrameStatus.Frame:
                said.Append(last.Unterminated ? "unterminated[" : "[").Append(Encoding.Latin1.GetString(last.Payload)).Append(']');
                break;
            case FrameStatus.Violation:
                Describe(reader.Violation!, said.Append("end "));
                return said.ToString();
            default:
                break;
        }

        return said.Append(reader.LineEnding is null ? "" : " " + reader.LineEnding)
            .Append(ReferenceEquals(reader.Dialect, dialect) || dialect is AutoDialect ? "" : " answers CRLF").ToString();
    }

    /// <summary>The transcript of the whole stream, after making sure that no split of it into three changes anything.</summary>
    public static string OfEverySplit(IDialect dialect, string latin1)
    {
        var stream = Encoding.Latin1.GetBytes(latin1);
        var whole = Of(dialect, stream);
        for (var first = 0; first <= stream.Length; first++)
        {
            for (var second = first; second <= stream.Length; second++)
            {
                Assert.Equal(whole, Of(dialect, stream, first, second));
            }
        }

        Assert.Equal(whole, Of(dialect, stream, Enumerable.Range(1, Math.Max(0, stream.Length - 1))));
        return whole;
    }

    private static void Feed(IFrameReader reader, byte[] piece, StringBuilder said)
    {
        ReadOnlySpan<byte> input = piece;
        for (var calls = 0; ; calls++)
        {
            Assert.True(calls <= piece.Length * 2 + 2, "The reader makes no progress.");
            switch (reader.Read(ref input, out var frame))
            {
                case FrameStatus.NeedMore:
                    Assert.True(input.IsEmpty);
                    return;
                case FrameStatus.Frame:
                    Assert.False(frame.Unterminated);
                    said.Append('[').Append(Encoding.Latin1.GetString(frame.Payload)).Append(']');
                    break;
                case FrameStatus.Reply:
                    said.Append('<').Append(Convert.ToHexString(frame.Payload)).Append('>');
                    break;
                default:
                    Describe(reader.Violation!, said);
                    return;
            }
        }
    }

    private static void Describe(Violation violation, StringBuilder said)
    {
        Assert.NotEmpty(violation.Reason);
        Assert.True(violation.Bytes.Length <= 64);
        said.Append("violation@").Append(violation.Offset);
        if (violation.Spoke != ForeignProtocol.None)
        {
            said.Append(' ').Append(violation.Spoke);
        }
    }
}
