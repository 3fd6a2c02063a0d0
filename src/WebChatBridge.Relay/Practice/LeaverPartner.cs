namespace WebChatBridge.Relay;

/// <summary>Joins, says something, then vanishes without a goodbye, as a program does that crashes.</summary>
internal sealed class LeaverPartner : IPartner
{
    private const int Stays = 3;

    private int seconds;

    public IReadOnlyList<Act> On(Cue cue) => cue switch
    {
        Cue.Seated => [new Act.Say($"Hello. In {Stays} seconds I vanish without a goodbye, like a program that crashes. See what yours makes of it.")],
        Cue.Second when ++seconds >= Stays => [new Act.Vanish()],
        Cue.Goodbye => [new Act.Leave()],
        _ => [],
    };
}
