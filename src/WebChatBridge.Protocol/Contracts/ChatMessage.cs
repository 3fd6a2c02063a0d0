using System.Text;
using System.Text.Json.Serialization;

namespace WebChatBridge.Protocol;

/// <summary>
/// One message as the log holds it. In JSON: <c>{"room","seq","at","from":{"id","name","origin"},"text"}</c>, with
/// <c>bytes</c> (base64) instead of <c>text</c> when the payload is not UTF-8.
/// </summary>
[JsonConverter(typeof(ChatMessageConverter))]
public sealed record ChatMessage
{
    /// <summary>The room it was said in.</summary>
    public required string Room { get; init; }

    /// <summary>Its place in the room: 1, 2, 3, … without gaps. 0 until the log has given it one.</summary>
    public long Seq { get; init; }

    /// <summary>When the relay accepted it, UTC, millisecond resolution on the wire.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who said it.</summary>
    public required Sender From { get; init; }

    /// <summary>The bytes as they came, without framing. Never changed after construction.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>True when the input ended (FIN) without the dialect's terminator after it.</summary>
    public bool Unterminated { get; init; }

    /// <summary>The payload as text; each invalid UTF-8 sequence is one U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);
}
