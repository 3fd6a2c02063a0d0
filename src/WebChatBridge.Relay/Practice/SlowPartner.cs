using System.Text;

namespace WebChatBridge.Relay;

/// <summary>
/// Reads only every five seconds, and nothing of what is for it is taken in between: whoever writes to it is told that it is not
/// reading, and sees the bytes wait. It reads in time never to be closed as too slow.
/// </summary>
internal sealed class SlowPartner : IPartner
{
    private const int Seconds = 5;
    private const int Quoted = 40;

    public IReadOnlyList<Act> On(Cue cue) => cue switch
    {
        Cue.Seated => [new Act.Say($"I read only every {Seconds} seconds. What you write meanwhile waits for me in the relay."), new Act.Rest(Seconds)],
        Cue.Heard heard => [new Act.Say($"{Seconds} seconds late, but I have read: {Quote(heard.Payload)}"), new Act.Rest(Seconds)],
        Cue.Goodbye => [new Act.Leave()],
        _ => [],
    };

    private static string Quote(byte[] payload)
    {
        var text = Encoding.UTF8.GetString(payload);
        return text.Length <= Quoted ? text : string.Concat(string.Concat(text.EnumerateRunes().Take(Quoted)), "…");
    }
}
