using System.Text.Json;

namespace WebChatBridge.Promises.Tests;

/// <summary>JSON Lines. With ids, the head of a unit is the id of its post.</summary>
internal sealed class JsonFraming(bool ids = false) : Framing
{
    public override int Write(ReadOnlySpan<byte> body, Span<byte> target)
    {
        var length = Put("{\"type\":\"post\",\""u8, target, 0);
        if (ids)
        {
            length = Put("id\":\""u8, target, length);
            length = Put(body[..Unit.HeadBytes], target, length);
            length = Put("\",\""u8, target, length);
        }

        length = Put("text\":\""u8, target, length);
        length = Put(body, target, length);
        return Put("\"}\n"u8, target, length);
    }

    public override int Read(ReadOnlySpan<byte> bytes, IListener listener)
    {
        var read = 0;
        while (bytes[read..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            listener.Hear(Parse(bytes.Slice(read, end)));
            read += end + 1;
        }

        return read;
    }

    private static int Put(ReadOnlySpan<byte> bytes, Span<byte> target, int at)
    {
        bytes.CopyTo(target[at..]);
        return at + bytes.Length;
    }

    private static Heard Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var kind = HeardKind.Other;
        long seq = 0;
        ReadOnlySpan<byte> body = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("type"u8))
            {
                kind = KindOf(reader.ValueSpan);
            }
            else if (name.SequenceEqual("seq"u8))
            {
                seq = reader.GetInt64();
            }
            else if (name.SequenceEqual("text"u8) || name.SequenceEqual("id"u8) || name.SequenceEqual("reason"u8))
            {
                body = reader.ValueSpan; // units have nothing in them that json escapes
            }

            reader.Skip();
        }

        return new Heard { Kind = kind, Seq = seq, Body = body };
    }

    private static HeardKind KindOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("message"u8) ? HeardKind.Message
        : type.SequenceEqual("ack"u8) ? HeardKind.Ack
        : type.SequenceEqual("bye"u8) ? HeardKind.Goodbye
        : HeardKind.Other;
}
