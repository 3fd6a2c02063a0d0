using System.Text;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat;

/// <summary>
/// Standard input and output are not a person's: lines in are messages, messages come out, everything else goes to standard
/// error. At the end of the input we half-close and wait a while for answers.
/// </summary>
internal sealed class PipeChat(ChatOptions options, TextReader input, StandardOutput output, TextWriter status, TimeProvider time) : IDisposable
{
    private const int MaxInFlight = 256;

    private readonly PipeEvents events = new(options.Json, options.Timestamps, time);
    private readonly SemaphoreSlim inFlight = new(MaxInFlight);
    private readonly TaskCompletionSource<int> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool refused;

    public async Task<int> RunAsync(RelayClient client, CancellationToken cancellationToken)
    {
        var hearing = HearAsync(client, cancellationToken);
        var saying = SayAsync(client);
        var first = await Task.WhenAny(saying, ended.Task, Cancelled(cancellationToken));
        if (first != saying)
        {
            return ended.Task.IsCompleted ? await ended.Task : ExitCode.Ok;
        }

        await saying;
        await client.FinishSendingAsync();
        var outcome = await Task.WhenAny(ended.Task, Task.Delay(options.Linger, time, cancellationToken));
        var code = outcome == ended.Task ? await ended.Task : ExitCode.Ok;
        _ = hearing;
        return code == ExitCode.Ok && refused ? ExitCode.Rejected : code;
    }

    public void Dispose() => inFlight.Dispose();

    private async Task SayAsync(RelayClient client)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                await inFlight.WaitAsync();
                _ = PostAsync(client, client.NewPost(Encoding.UTF8.GetBytes(line)));
            }
        }

        // All of them have their receipts when every place is free again.
        for (var place = 0; place < MaxInFlight; place++)
        {
            await inFlight.WaitAsync();
        }
    }

    /// <summary>Holds its place until the post is stored or refused; over a lost connection the same post is said again.</summary>
    private async Task PostAsync(RelayClient client, OutgoingPost post)
    {
        var receipt = await client.PostAsync(post);
        if (receipt.Outcome == PostOutcome.Unsent)
        {
            // The connection may be back already, and with it the moment at which the unsent are said again.
            if (client.IsConnected)
            {
                Resend(client);
            }

            return;
        }

        if (receipt.Outcome == PostOutcome.Refused)
        {
            refused = true;
            await status.WriteLineAsync("tom: not sent: " + VisibleText.Of(receipt.Reason ?? "refused"));
        }

        inFlight.Release();
    }

    private void Resend(RelayClient client)
    {
        foreach (var post in client.TakeUnsent())
        {
            _ = PostAsync(client, post);
        }
    }

    private async Task HearAsync(RelayClient client, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var news in client.ReadAsync(cancellationToken))
            {
                output.Write(events.Line(news).Span);
                if (output.IsGone)
                {
                    // The reader has enough (EPIPE): that is no fault.
                    ended.TrySetResult(ExitCode.Ok);
                    return;
                }

                await TellAsync(client, news);
            }
        }
        catch (OperationCanceledException)
        {
            // A signal ends the program.
        }
    }

    private async Task TellAsync(RelayClient client, RelayNews news)
    {
        switch (news)
        {
            case RelayNews.Connected { Again: true } when options.Dialect != RelayDialect.Json:
            case RelayNews.Said { Event: ServerEvent.Welcome }:
                Resend(client);
                break;
            case RelayNews.Lost { Attempt: 1 } lost:
                await status.WriteLineAsync($"tom: {lost.Reason}; connecting again");
                break;
            case RelayNews.Said { Event: ServerEvent.Error { Id: null } error } when !options.Json:
                await status.WriteLineAsync("tom: " + VisibleText.Of(error.Text));
                break;
            case RelayNews.Ended end:
                await EndAsync(client, end);
                break;
        }
    }

    private async Task EndAsync(RelayClient client, RelayNews.Ended end)
    {
        var unsent = client.TakeUnsent().Count;
        if (end.Why != RelayEnd.Goodbye || unsent > 0)
        {
            var lost = unsent > 0 ? $"; {Conversation.Lines(unsent)} not sent" : string.Empty;
            await status.WriteLineAsync($"tom: {VisibleText.Of(end.Reason)}{lost}");
        }

        ended.TrySetResult(end.Why switch
        {
            RelayEnd.Rejected => ExitCode.Rejected,
            RelayEnd.Goodbye when unsent == 0 => ExitCode.Ok,
            _ => ExitCode.ConnectionLost,
        });
    }

    private static async Task Cancelled(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => cancelled.TrySetResult());
        await cancelled.Task;
    }
}
