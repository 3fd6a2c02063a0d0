using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Says back what it hears, and has everything that is written to the others cut into small pieces meanwhile: a program that
/// takes one recv for one message shows it at once.
/// </summary>
internal sealed class SplitterPartner : IPartner
{
    private const int PieceBytes = 7;
    private const int GapMilliseconds = 40;

    public IReadOnlyList<Act> On(Cue cue) => cue switch
    {
        Cue.Seated =>
        [
            new Act.Mistreat(new Misbehaviour(MisbehaviourKind.Slice, PieceBytes, GapMilliseconds)),
            new Act.Say($"From now on what you get is cut into pieces of {PieceBytes} bytes, {GapMilliseconds} ms apart. A program that reads until a message is complete shows no difference."),
        ],
        Cue.Heard heard => [new Act.Say(heard.Payload)],
        Cue.Goodbye => [new Act.Leave()],
        _ => [],
    };
}
