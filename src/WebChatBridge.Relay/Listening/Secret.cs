using System.Security.Cryptography;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What an endpoint asks for before anything else. It is kept, and compared, as a digest: how long that takes tells nothing.</summary>
internal sealed class Secret
{
    private const byte Hidden = (byte)'*';

    private static ReadOnlySpan<byte> Pass => "/pass "u8;

    private readonly byte[] digest;

    private Secret(string text) => digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Null where none is asked for.</summary>
    public static Secret? Of(string text) => text.Length == 0 ? null : new Secret(text);

    /// <summary>The secret that a first request tells in its dialect; null when it tells none. docs/wire.md §2.6.</summary>
    public static byte[]? Told(IDialect dialect, ClientRequest request) => (dialect, request) switch
    {
        (JsonDialect, ClientRequest.Hello { Token: { } token }) => Encoding.UTF8.GetBytes(token),
        (LineDialect, ClientRequest.Pass pass) => Encoding.UTF8.GetBytes(pass.Secret),
        (LineDialect, ClientRequest.Post post) when post.Payload.Span.StartsWith(Pass) => post.Payload[Pass.Length..].ToArray(),
        (HeaderDialect or NulDialect, ClientRequest.Post post) => post.Payload.ToArray(),
        (RawDialect, ClientRequest.Post post) => post.Payload.Span.TrimEnd("\r\n"u8).ToArray(),
        _ => null,
    };

    /// <summary>How it is told, for who did not.</summary>
    public static string How(IDialect dialect) => dialect switch
    {
        JsonDialect => "in hello: {\"type\":\"hello\",\"token\":\"…\"}",
        LineDialect => "in the first line: /pass SECRET",
        _ => "as the first message",
    };

    /// <summary>Whether this is it.</summary>
    public bool Is(ReadOnlySpan<byte> told)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(told, given);
        return CryptographicOperations.FixedTimeEquals(given, digest);
    }

    /// <summary>
    /// Bytes as they may be kept and shown before the secret was told: each is an asterisk, but for the framing, so that
    /// lengths, lines and JSON can still be seen.
    /// </summary>
    /// <param name="dialect">Of what came; a header is no secret.</param>
    /// <param name="bytes">What came.</param>
    /// <param name="place">Where it begins in the stream.</param>
    /// <param name="end">Where the secret's frame ends; what comes after it is nobody's secret.</param>
    public static byte[] Hide(IDialect? dialect, ReadOnlySpan<byte> bytes, long place, long end)
    {
        var header = dialect is HeaderDialect { Width: var width } ? width : 0;
        var hidden = bytes.ToArray();
        for (var i = (int)Math.Clamp(header - place, 0, hidden.Length); i < hidden.Length && place + i < end; i++)
        {
            hidden[i] = hidden[i] is (byte)'\n' or (byte)'\r' or 0 or (byte)' ' or (byte)'"' or (byte)'{' or (byte)'}' or (byte)':' or (byte)',' ? hidden[i] : Hidden;
        }

        return hidden;
    }
}
