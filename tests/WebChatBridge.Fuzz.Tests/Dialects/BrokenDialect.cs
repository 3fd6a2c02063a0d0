using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>A dialect with one fault in it: an oracle that does not see it sees nothing.</summary>
internal sealed class BrokenDialect(HeaderDialect dialect, Fault fault) : IDialect
{
    public string Name => dialect.Name;

    public IFrameReader NewReader() => new BrokenReader(dialect.NewReader(), this, fault);

    public ClientRequest Interpret(in Frame frame) => dialect.Interpret(frame);

    public void Write(ServerEvent what, IBufferWriter<byte> output)
    {
        if (fault == Fault.LosesAByte && what is ServerEvent.Message { Content: { Payload.Length: > 0 } content } message)
        {
            what = message with { Content = content with { Payload = content.Payload[..^1] } };
        }

        dialect.Write(what, output);
    }

    public Framing Measure(ReadOnlySpan<byte> written) => fault == Fault.MeasuresNothing ? default : dialect.Measure(written);
}
