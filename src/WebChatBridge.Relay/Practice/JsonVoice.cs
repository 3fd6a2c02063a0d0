using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A partner in a room: it says hello by name, and is told who says what, who comes and who goes.</summary>
/// <param name="name">What it wants to be called.</param>
/// <param name="room">Where it wants to sit; null for the seat it is given.</param>
/// <param name="maxMessageBytes">Largest message of the relay.</param>
/// <param name="isPartner">Whether a session is a partner, too: partners do not hear each other, or they would never end.</param>
internal sealed class JsonVoice(string name, string? room, int maxMessageBytes, Func<long, bool> isPartner) : IVoice
{
    private readonly IFrameReader lines = new JsonDialect(maxMessageBytes).NewReader();

    public byte[] Hello => Spell(new ClientRequest.Hello(name, room, Client: null, After: null));

    public byte[] Goodbye => Spell(new ClientRequest.Bye());

    public byte[] Spell(byte[] payload, string? to) =>
        Spell(to is null ? new ClientRequest.Post(null, payload) : new ClientRequest.Direct(null, to, payload));

    public IReadOnlyList<Cue> Hear(ReadOnlySpan<byte> bytes)
    {
        var cues = new List<Cue>();
        while (lines.Read(ref bytes, out var frame) == FrameStatus.Frame)
        {
            if (Understand(JsonCodec.ReadEvent(frame.Payload)) is { } cue)
            {
                cues.Add(cue);
            }
        }

        return cues;
    }

    private Cue? Understand(ServerEvent? what) => what switch
    {
        ServerEvent.Welcome welcome => new Cue.Seated(welcome.Room, InPair: room is null),
        ServerEvent.Message { Content: var message } said when !isPartner(message.From.Id) =>
            new Cue.Heard(message.From.Name, message.Payload.ToArray(), said.Direct),
        ServerEvent.Presence { Change: PresenceChange.Joined, Subject: var who } when !isPartner(who.Id) => new Cue.Joined(who.Name),
        _ => null,
    };

    private static byte[] Spell(ClientRequest request)
    {
        var line = new ArrayBufferWriter<byte>();
        JsonCodec.WriteRequest(request, line);
        return line.WrittenSpan.ToArray();
    }
}
