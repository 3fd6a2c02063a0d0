using System.Buffers;
using System.Text;
using CsCheck;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class ReaderProperties
{
    private const int Rounds = 20_000;

    private static readonly HeaderDialect Header = new(width: 4, maxMessageBytes: 12);
    private static readonly LineDialect Pairs = new(maxMessageBytes: 6, commands: false);
    private static readonly LineDialect Lobby = new(maxMessageBytes: 6, commands: true);
    private static readonly JsonDialect Json = new(maxMessageBytes: 8);

    private static readonly NulDialect Nul = new(maxMessageBytes: 6, skipEmpty: true);
    private static readonly RawDialect Raw = new(maxMessageBytes: 6, TimeSpan.FromMilliseconds(75));
    private static readonly AutoDialect Auto = new(maxMessageBytes: 40, TimeSpan.FromMilliseconds(75));

    private static readonly Gen<byte[]> AnyBytes = Gen.Byte.Array[0, 200];
    private static readonly Gen<int[]> AnyCuts = Gen.Int[0, 200].Array[0, 8];

    // Text that often makes frames, and often nearly.
    private static readonly Gen<string> HeaderText = Gen.OneOf<string>("3   abc", "0   ", "12  abcdefghijkl", " 1  x", "2   hi", "1", " ", "a", "13  ", "\n")
        .Array[0, 12].Select(string.Concat);

    private static readonly Gen<string> LineText = Gen.OneOf<string>("a", "bc", "\n", "\r\n", "\r", "\0", "\r\0", "defg", "/", "\u00e9", "hi\n")
        .Array[0, 16].Select(string.Concat);

    private static readonly Gen<string> TelnetText = Gen.OneOf<string>(
            "a", "\n", "\r", "\r\n", "\u00FF", "\u00FF\u00FF", "\u00FF\u00FD\u0001", "\u00FF\u00FB\u0003", "\u00FF\u00FA", "\u00FF\u00F0", "\0")
        .Array[0, 16].Select(string.Concat);

    [Fact]
    public void Header_AgreesWithTheReference_AtAnySplit() =>
        Gen.Select(HeaderText, AnyCuts).Sample(
            (text, cuts) => Assert.Equal(ReferenceReader.Header(text, 4, 12), Read(Header, text, cuts)), iter: Rounds);

    [Fact]
    public void Line_AgreesWithTheReference_AtAnySplit() =>
        Gen.Select(LineText, AnyCuts).Sample(
            (text, cuts) =>
            {
                Assert.Equal(ReferenceReader.Line(text, 6, skipEmpty: false), Read(Pairs, text, cuts));
                Assert.Equal(ReferenceReader.Line(text, 6, skipEmpty: true), Read(Lobby, text, cuts));
            },
            iter: Rounds);

    [Fact]
    public void AnyBytes_NeverThrow_AndSplitsChangeNothing() =>
        Gen.Select(AnyBytes, AnyCuts).Sample(
            (bytes, cuts) =>
            {
                foreach (var dialect in new IDialect[] { Header, Pairs, Lobby, Json, Nul, Raw, Auto })
                {
                    Assert.Equal(Transcript.Of(dialect, bytes), Transcript.Of(dialect, bytes, Within(cuts, bytes.Length)));
                    dialect.Interpret(new Frame(bytes));
                }
            },
            iter: Rounds);

    [Fact]
    public void Telnet_SplitsChangeNothing() =>
        Gen.Select(TelnetText, AnyCuts).Sample(
            (text, cuts) => Assert.Equal(Read(Pairs, text, []), Read(Pairs, text, cuts)), iter: Rounds);

    [Fact]
    public void Header_RoundTrip_KeepsEveryByte() =>
        Gen.Byte.Array[0, 12].Array[0, 6].Sample(
            payloads =>
            {
                var output = new ArrayBufferWriter<byte>();
                foreach (var payload in payloads)
                {
                    Header.Write(Say.Plain(payload), output);
                }

                var expected = string.Concat(payloads.Select(payload => $"[{Encoding.Latin1.GetString(payload)}]"));
                Assert.Equal(expected, Transcript.Of(Header, output.WrittenSpan.ToArray()));
            },
            iter: Rounds);

    [Fact]
    public void Line_AnyMessage_IsOneSafeMessageOnATerminal() =>
        Gen.OneOf(AnyBytes, Gen.String[0, 100].Select(Encoding.UTF8.GetBytes), TelnetText.Select(Encoding.UTF8.GetBytes)).Sample(
            payload =>
            {
                var text = Encoding.UTF8.GetString(Spell.Bytes(Pairs, new ServerEvent.Message(Say.Message(payload))));

                Assert.StartsWith("Tom: ", text, StringComparison.Ordinal);
                var lines = text[..^1].Split('\n');
                Assert.All(lines[1..], line => Assert.StartsWith("  ", line, StringComparison.Ordinal));
                Assert.All(lines, line => Assert.DoesNotContain(line, letter => char.IsControl(letter) && letter != '\t'));
            },
            iter: Rounds);

    [Fact]
    public void Json_AnyPayload_RoundTrips() =>
        Gen.OneOf(AnyBytes, Gen.String[0, 100].Select(Encoding.UTF8.GetBytes)).Sample(
            payload =>
            {
                var output = new ArrayBufferWriter<byte>();
                JsonCodec.WriteRequest(new ClientRequest.Post("c", payload), output);
                var post = Assert.IsType<ClientRequest.Post>(JsonCodec.ReadRequest(output.WrittenSpan));
                Assert.Equal(payload, post.Payload.ToArray());

                var line = Spell.Bytes(Json, new ServerEvent.Message(Say.Message(payload)));
                var message = Assert.IsType<ServerEvent.Message>(JsonCodec.ReadEvent(line));
                Assert.Equal(payload, message.Content.Payload.ToArray());
                Assert.Equal(1, line.Count(value => value == '\n'));
            },
            iter: Rounds);

    [Fact]
    public void Json_DamagedRequests_NeverThrow()
    {
        var request = Encoding.UTF8.GetBytes("""{"type":"post","id":"c-1","text":"h\u00e9 \"x\"","n":[1,2,{"a":null}],"after":12}""");

        Gen.Select(Gen.Int[0, request.Length - 1], Gen.Byte, Gen.Int[0, request.Length]).Sample(
            (at, value, length) =>
            {
                var damaged = request.ToArray();
                damaged[at] = value;
                Assert.NotNull(JsonCodec.ReadRequest(damaged));
                Assert.NotNull(JsonCodec.ReadRequest(damaged.AsSpan(0, length)));
            },
            iter: Rounds * 5);
    }

    private static string Read(IDialect dialect, string latin1, int[] cuts) =>
        Transcript.Of(dialect, Encoding.Latin1.GetBytes(latin1), Within(cuts, latin1.Length));

    private static IEnumerable<int> Within(int[] cuts, int length) => cuts.Select(cut => cut % (length + 1)).Order();
}
