using System.Text;
using WebChatBridge.Client;

namespace WebChatBridge.Chat;

/// <summary>
/// Does what a finished line asks for, and shows what became of what was said. Owned by the loop of <see cref="InteractiveChat"/>;
/// receipts come back to it through <paramref name="report"/>.
/// </summary>
internal sealed class Speaker(
    ChatOptions options, RelayClient client, Conversation conversation, Transcript transcript, Func<Happening.Settled, ValueTask> report)
{
    public async Task DoAsync(ChatAction action)
    {
        switch (action)
        {
            case ChatAction.Say say:
                Send(client.NewPost(say.Payload, say.To));
                break;
            case ChatAction.Ask ask when await client.SendAsync(ask.Request) is { } impossible:
                transcript.Alarm(impossible);
                break;
            case ChatAction.Help:
                transcript.Plain(HelpText.Talking);
                break;
            case ChatAction.Mark:
                transcript.Mark();
                break;
            case ChatAction.Hex hex:
                conversation.ShowsHex = hex.On;
                transcript.Note(hex.On ? "the bytes of each message are shown" : "bytes are not shown");
                break;
            case ChatAction.Bell bell:
                conversation.RingsBell = bell.On;
                transcript.Note(bell.On ? "the bell rings when you are mentioned" : "the bell is off");
                break;
            case ChatAction.Info:
                Info();
                break;
            case ChatAction.Reconnect:
                client.ReconnectNow();
                break;
            case ChatAction.Wrong wrong:
                transcript.Alarm(wrong.Message);
                break;
        }
    }

    private void Send(OutgoingPost post) => _ = SettleAsync(post, client.PostAsync(post));

    private async Task SettleAsync(OutgoingPost post, Task<PostReceipt> receipt) =>
        await report(new Happening.Settled(post, await receipt));

    /// <summary>Says the unsent lines again.</summary>
    public void Resend()
    {
        foreach (var post in client.TakeUnsent())
        {
            Send(post);
        }
    }

    /// <summary>Shows what became of a line; answers the text that goes back into the input, if any.</summary>
    public string? Settle(OutgoingPost post, PostReceipt receipt)
    {
        var text = Encoding.UTF8.GetString(post.Payload.Span);
        switch (receipt.Outcome)
        {
            case PostOutcome.Unsent:
                transcript.Alarm("not sent (connection lost): " + text);
                break;
            case PostOutcome.Refused:
                transcript.Alarm($"not sent ({receipt.Reason}): {text}");
                return text.StartsWith('/') ? "/" + text : text;
            case PostOutcome.Stored or PostOutcome.Written when !receipt.Seen:
                transcript.Own(conversation.Name, post.To, text);
                break;
        }

        return null;
    }

    private void Info()
    {
        var (bytesIn, bytesOut) = client.Traffic;
        transcript.Note($"{options.Address} · {options.Dialect.ToString().ToLowerInvariant()} · {(client.IsConnected ? "connected" : "not connected")}"
            + $" · {bytesIn} bytes in, {bytesOut} out · {client.Unacknowledged} on their way, {client.Unsent.Count} not sent");
    }
}
