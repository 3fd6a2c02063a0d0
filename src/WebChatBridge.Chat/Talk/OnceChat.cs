using System.Text;
using WebChatBridge.Client;

namespace WebChatBridge.Chat;

/// <summary><c>--once TEXT</c>: says one thing, waits until it is stored (or written, where nobody acknowledges), and leaves.</summary>
internal sealed class OnceChat(ChatOptions options, string text, TextWriter status, TimeProvider time)
{
    public async Task<int> RunAsync(RelayClient client, CancellationToken cancellationToken)
    {
        var end = EndAsync(client, cancellationToken);
        var post = client.PostAsync(client.NewPost(Encoding.UTF8.GetBytes(text)));
        var receipt = await post.WaitAsync(cancellationToken);
        if (receipt.Outcome == PostOutcome.Unsent)
        {
            var why = await end;
            await status.WriteLineAsync("tom: not sent: " + VisibleText.Of(why?.Reason ?? "the connection was lost"));
            return why?.Why == RelayEnd.Rejected ? ExitCode.Rejected : ExitCode.ConnectionLost;
        }

        if (receipt.Outcome == PostOutcome.Refused)
        {
            await status.WriteLineAsync("tom: not sent: " + VisibleText.Of(receipt.Reason ?? "refused"));
            return ExitCode.Rejected;
        }

        // Half-close and wait for the relay to close: only then has it taken all of it, where it does not acknowledge.
        await client.FinishSendingAsync();
        await Task.WhenAny(end, Task.Delay(options.Linger, time, cancellationToken));
        return ExitCode.Ok;
    }

    private static async Task<RelayNews.Ended?> EndAsync(RelayClient client, CancellationToken cancellationToken)
    {
        RelayNews.Ended? end = null;
        await foreach (var news in client.ReadAsync(cancellationToken))
        {
            end = news as RelayNews.Ended;
        }

        return end;
    }
}
