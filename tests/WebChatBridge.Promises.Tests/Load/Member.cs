namespace WebChatBridge.Promises.Tests;

/// <summary>One who listens to some senders until he has heard all they have to say.</summary>
internal sealed class Member(SenderOrder order, int expected, IReadOnlyList<Window> windows) : IListener
{
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SenderOrder Order => order;

    /// <summary>The relay's last words to him, if it had any.</summary>
    public string? Goodbye { get; private set; }

    /// <summary>Done once he has heard all, or anything at all went wrong.</summary>
    public Task All => all.Task;

    public void Hear(in Heard heard)
    {
        if (heard.Kind == HeardKind.Message)
        {
            if (order.Hear(heard.Body, out var number) is >= 0 and var sender)
            {
                windows[sender].Heard(number);
            }
        }
        else if (heard.Kind == HeardKind.Goodbye)
        {
            Goodbye = System.Text.Encoding.UTF8.GetString(heard.Body);
        }

        if (order.Units == expected || order.Corrupt > 0 || Goodbye is not null)
        {
            all.TrySetResult();
        }
    }
}
