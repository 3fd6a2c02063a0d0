using WebChatBridge.Protocol;

namespace WebChatBridge.Chat;

/// <summary>What a finished input line asks for.</summary>
internal abstract record ChatAction
{
    private ChatAction()
    {
    }

    /// <summary>Says bytes to the room, or to one.</summary>
    public sealed record Say(byte[] Payload, string? To = null) : ChatAction;

    /// <summary>Asks the relay; its answer is shown.</summary>
    public sealed record Ask(ClientRequest Request) : ChatAction;

    public sealed record Help : ChatAction;

    public sealed record Clear : ChatAction;

    public sealed record Mark : ChatAction;

    public sealed record Hex(bool On) : ChatAction;

    public sealed record Bell(bool On) : ChatAction;

    public sealed record Info : ChatAction;

    public sealed record Reconnect : ChatAction;

    public sealed record Quit : ChatAction;

    /// <summary>Not to be done; nothing is sent.</summary>
    public sealed record Wrong(string Message) : ChatAction;
}
