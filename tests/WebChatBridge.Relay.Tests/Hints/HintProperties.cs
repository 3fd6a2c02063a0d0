using System.Text;
using CsCheck;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>What holds for every trace.</summary>
public sealed class HintProperties
{
    private static readonly string[] Names = ["header64", "header:8", "line", "json", "nul", "raw", "auto", "hub", "header:x"];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char[' ', '~'].Array[0, 40].Select(letters => new string(letters)),
        Gen.OneOf<string>("Grüße", "naïve 😀", "日本語", "a\tb", "", "GET milk", "5", "11"));

    private static readonly Gen<byte[]> AnyBytes = Gen.OneOf(
        Gen.Byte.Array[1, 40],
        Gen.OneOf<byte>(0x00, 0x0A, 0x0D, 0x1B, 0x20, 0x31, 0x41, 0x80, 0xA9, 0xC3, 0xE2, 0xF0, 0xFB, 0xFF).Array[1, 40]);

    private static readonly Gen<long> Places = Gen.OneOf(Gen.Long[0, 80], Gen.Long, Gen.OneOf<long>(long.MinValue, long.MaxValue, -1));

    private static readonly Gen<FrameMark> AnyFrame =
        Gen.Select(Gen.Enum<Direction>(), Places, Places, Gen.Enum<FrameKind>(), Gen.Int[-1, 70], Gen.Int[-1, 3])
            .Select((direction, start, end, kind, head, tail) => new FrameMark(direction, start, end, kind, head, tail));

    private static readonly Gen<Chunk> AnyChunk =
        Gen.Select(Gen.Long, Gen.Enum<Direction>(), Gen.Long, Places, Gen.Byte.Array[0, 20]).Select((seq, direction, at, offset, bytes) =>
            new Chunk(seq, 17, direction, at, offset, bytes));

    [Theory]
    [InlineData("header64")]
    [InlineData("line")]
    [InlineData("json")]
    [InlineData("nul")]
    public void CleanTraffic_HoweverItsFramesAreRead_IsNeverAboveANote(string dialect) =>
        Gen.Select(Texts.Array[0, 12], Gen.Int[1, 5].Array[12]).Sample((texts, together) =>
        {
            var reads = new List<string>();
            for (var at = 0; at < texts.Length; at += together[at])
            {
                reads.Add(string.Concat(texts.Skip(at).Take(together[at]).Select(text => Spell(dialect, text))));
            }

            Assert.All(Wire.Reads(dialect, [.. reads]).Waits(60).Look(), hint => Assert.Equal(HintSeverity.Note, hint.Severity));
        });

    [Fact]
    public void Hints_OfAnyBytes_LieInsideThem() =>
        Gen.Select(Gen.OneOf<string>("header64", "header:2", "line", "json", "nul", "raw"), AnyBytes.Array[0, 12], Gen.Bool).Sample((dialect, reads, ends) =>
        {
            var wire = Wire.Reads(dialect, reads).Waits(6);
            var hints = (ends ? wire.Ends() : wire.Pauses()).Look();

            var length = reads.Sum(read => read.Length);
            Assert.All(hints, hint => Assert.True(hint.Start >= 0 && hint.End >= hint.Start && hint.End <= length, hint.ToString()));
            Assert.All(hints, hint => Assert.False((hint.Sentence + hint.Why + hint.Fix).Any(char.IsControl), hint.ToString()));
        });

    [Fact]
    public void Hints_OfAnyTrace_AreFewAndNeverThrow() =>
        Gen.Select(Gen.OneOf<string>(Names), AnyChunk.Array[0, 10], AnyFrame.Array[0, 10], Gen.Enum<CloseCode>(), Places, Gen.Bool).Sample(
            (dialect, chunks, frames, code, offset, closed) =>
            {
                var trace = Wire.Reads("line", "x").With(session => session with
                {
                    Dialect = dialect,
                    Closed = closed ? new CloseReason(code, "closed", offset) : null,
                    Pending = new PendingInput((int)(offset & 0xFF), [], session.OpenedAt, closed ? null : (int)offset),
                    QueuedBytes = offset,
                    QueuedSince = DateTimeOffset.MaxValue,
                    BytesIn = offset,
                    BytesOut = offset,
                }).Trace() with { Chunks = chunks, Frames = frames, Now = offset };

                Assert.InRange(HintRules.Look(trace).Count, 0, HintRules.MaxHints);
            });

    // Every byte a read of its own, every byte a line, every line with something to say.
    [Theory]
    [InlineData("\n", 65_536)]
    [InlineData("\u001b\n", 65_536)]
    [InlineData("\u00e9", 65_536)]
    public void Hints_OfTheWorstTraffic_AreBounded(string unit, int times)
    {
        var bytes = Encoding.Latin1.GetBytes(unit);
        var chunks = Enumerable.Range(0, times).Select(n => new Chunk(n, 17, Direction.In, n, n * (long)bytes.Length, bytes)).ToArray();
        var frames = chunks.Select(chunk => new FrameMark(Direction.In, chunk.Offset, chunk.End, FrameKind.Message, 0, 1)).ToArray();
        var trace = Wire.Reads("line").Trace() with { Chunks = chunks, Frames = frames };

        Assert.InRange(HintRules.Look(trace).Count, 0, HintRules.MaxHints);
    }

    private static string Spell(string dialect, string text) => dialect switch
    {
        "header64" => Wire.Frame(Wire.Utf8(text)),
        "nul" => Wire.Utf8(text) + "\0",
        "json" => "{\"type\":\"post\",\"text\":\"" + Wire.Utf8(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)) + "\"}\n",
        _ => Wire.Utf8(text) + "\n",
    };
}
