using WebChatBridge.Client;

namespace WebChatBridge.Chat;

/// <summary>What the loop of <see cref="InteractiveChat"/> reacts to; everything that happens comes through one queue.</summary>
internal abstract record Happening
{
    private Happening()
    {
    }

    public sealed record Typed(byte[] Bytes) : Happening;

    public sealed record Heard(RelayNews News) : Happening;

    public sealed record Settled(OutgoingPost Post, PostReceipt Receipt) : Happening;

    public sealed record Resized : Happening;

    /// <summary>A signal wants the program to end.</summary>
    /// <param name="Code">The exit code then.</param>
    public sealed record Stopped(int Code) : Happening;
}
