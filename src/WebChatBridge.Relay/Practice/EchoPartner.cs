namespace WebChatBridge.Relay;

/// <summary>Says back what it hears, byte for byte.</summary>
internal sealed class EchoPartner : IPartner
{
    public IReadOnlyList<Act> On(Cue cue) => cue switch
    {
        Cue.Heard heard => [new Act.Say(heard.Payload)],
        Cue.Goodbye => [new Act.Leave()],
        _ => [],
    };
}
