using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A partner on a seat of a pair: the same frames both ways, no names, and a goodbye where the dialect has one.</summary>
internal sealed class FrameVoice(IDialect dialect) : IVoice
{
    private readonly IFrameReader frames = dialect.NewReader();

    public byte[] Hello => [];

    public byte[] Goodbye => Spell(new ServerEvent.Bye(""));

    public byte[] Spell(byte[] payload, string? to) => Spell(new ServerEvent.Message(
        new ChatMessage { Room = "", At = default, From = new Sender(0, "", Origin.Tcp), Payload = payload }, Attributed: false));

    public IReadOnlyList<Cue> Hear(ReadOnlySpan<byte> bytes)
    {
        var cues = new List<Cue>();
        FrameStatus status;
        while ((status = frames.Read(ref bytes, out var frame)) is FrameStatus.Frame or FrameStatus.Reply)
        {
            Add(cues, status, frame);
        }

        // Where silence ends a message, one write is one message: in memory nothing is late.
        if (frames.Pause is not null)
        {
            Add(cues, frames.Paused(out var last), last);
        }

        return cues;
    }

    private void Add(List<Cue> cues, FrameStatus status, Frame frame)
    {
        if (status == FrameStatus.Frame)
        {
            cues.Add(frames.Dialect.Interpret(frame) is ClientRequest.Bye ? new Cue.Goodbye() : new Cue.Heard("", frame.Payload.ToArray()));
        }
    }

    private byte[] Spell(ServerEvent what)
    {
        var frame = new ArrayBufferWriter<byte>();
        // Only a header dialect has a word for goodbye between two seats; a line "* bye" would be a message.
        if (what is not ServerEvent.Bye || dialect is HeaderDialect)
        {
            dialect.Write(what, frame);
        }

        return frame.WrittenSpan.ToArray();
    }
}
