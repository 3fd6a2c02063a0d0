namespace WebChatBridge.Relay;

/// <summary>Says a numbered line every second, so that there is something to read, scroll, pause and count.</summary>
internal sealed class TalkerPartner : IPartner
{
    private static readonly string[] Words = ["one line a second", "numbers have no gaps", "so you see what you missed", "and what came twice"];

    private int number;

    public IReadOnlyList<Act> On(Cue cue) => cue switch
    {
        Cue.Second => [new Act.Say($"{++number} {Words[(number - 1) % Words.Length]}")],
        Cue.Goodbye => [new Act.Leave()],
        _ => [],
    };
}
