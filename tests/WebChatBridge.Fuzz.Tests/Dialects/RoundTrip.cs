using System.Buffers;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>
/// What was understood is said again, in its own dialect, and understood as the same; and what it says to others can be cut
/// into the frames that <see cref="IDialect.Measure"/> tells.
/// </summary>
internal sealed class RoundTrip
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Sender Tom = new(7, "Tom", Origin.Tcp);

    private readonly ArrayBufferWriter<byte> said = new(64 * 1024);
    private readonly ArrayBufferWriter<byte> again = new(64 * 1024);

    public void Check(IDialect dialect, ClientRequest request, ReadOnlySpan<byte> frame)
    {
        if (dialect is JsonDialect && request is not (ClientRequest.Malformed or ClientRequest.Invalid))
        {
            SayAgain(request);
        }

        if (request is ClientRequest.Post post)
        {
            Measured(dialect, new ServerEvent.Bye("the relay is stopping"));
            Measured(dialect, new ServerEvent.Message(Message(post.Payload), Attributed: true));
            Measured(dialect, new ServerEvent.Message(Message(post.Payload), Attributed: false));
            Read(dialect, post.Payload.Span);
        }
        else if (request is ClientRequest.Invalid invalid)
        {
            Measured(dialect, new ServerEvent.Error(invalid.Code, invalid.Text, invalid.Id));
        }
        else if (request is ClientRequest.Malformed)
        {
            Measured(dialect, new ServerEvent.Bye(Encoding.UTF8.GetString(frame)));
        }
    }

    private void SayAgain(ClientRequest request)
    {
        said.ResetWrittenCount();
        JsonCodec.WriteRequest(request, said);
        again.ResetWrittenCount();
        JsonCodec.WriteRequest(JsonCodec.ReadRequest(said.WrittenSpan), again);
        Same(said.WrittenSpan, again.WrittenSpan, "A request");
    }

    private void Measured(IDialect dialect, ServerEvent what)
    {
        said.ResetWrittenCount();
        dialect.Write(what, said);
        for (var rest = said.WrittenSpan; !rest.IsEmpty;)
        {
            var frame = dialect.Measure(rest);
            if (frame.Length < 1 || frame.Length > rest.Length || frame.Head < 0 || frame.Tail < 0 || frame.Head + frame.Tail > frame.Length)
            {
                throw new InvalidOperationException($"{frame} cannot be the first frame of {rest.Length} bytes.");
            }

            rest = rest[frame.Length..];
        }
    }

    // The transparent pipe: what one seat sends, the other understands.
    private void Read(IDialect dialect, ReadOnlySpan<byte> payload)
    {
        if (dialect is LineDialect or NulDialect or JsonDialect or AutoDialect or HeaderDialect { Name: "header:1" } && !Travels(dialect, payload))
        {
            return;
        }

        var reader = dialect.NewReader();
        again.ResetWrittenCount();
        var rest = said.WrittenSpan;
        if (dialect is HeaderDialect && dialect.Measure(rest).Head == 0)
        {
            return; // unframed replies
        }

        while (reader.Read(ref rest, out var frame) == FrameStatus.Frame)
        {
            again.Write(Body(dialect, frame));
        }

        if (dialect is RawDialect && reader.Finish(out var last) == FrameStatus.Frame)
        {
            again.Write(last.Payload);
        }

        if (reader.Violation is { Spoke: ForeignProtocol.None } violation)
        {
            throw new InvalidOperationException($"Its own words are a violation: {violation.Reason}");
        }

        if (reader.Violation is null)
        {
            Same(payload, again.WrittenSpan, "A message");
        }
    }

    private static ReadOnlySpan<byte> Body(IDialect dialect, in Frame frame) => dialect is JsonDialect
        ? JsonCodec.ReadEvent(frame.Payload) is ServerEvent.Message message ? message.Content.Payload.Span : default
        : frame.Payload;

    // A pipe of lines has no way to say a line feed, one that skips empty frames none to say nothing.
    private static bool Travels(IDialect dialect, ReadOnlySpan<byte> payload) => dialect switch
    {
        LineDialect line => !payload.ContainsAny((byte)'\n', (byte)'\r', (byte)0xFF) && (!line.Commands || payload.Length > 0),
        NulDialect nul => !payload.Contains((byte)0) && (!nul.SkipEmpty || payload.Length > 0),
        AutoDialect => false,
        _ => true,
    };

    private static ChatMessage Message(ReadOnlyMemory<byte> payload) => new() { Room = "lobby", Seq = 1, At = Noon, From = Tom, Payload = payload };

    private static void Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, string what)
    {
        if (!one.SequenceEqual(other))
        {
            throw new InvalidOperationException(
                $"{what} does not come back as it went: {Shown(one)} became {Shown(other)}.");
        }
    }

    private static string Shown(ReadOnlySpan<byte> bytes) => $"{bytes.Length} bytes ({Convert.ToHexString(bytes[..Math.Min(bytes.Length, 40)])})";
}
