using System.Runtime.Versioning;
using System.Threading.Channels;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat;

/// <summary>
/// A person at a terminal. One loop owns everything: keys, news, receipts and signals come through one queue, and at most
/// 30 times a second the screen follows.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class InteractiveChat(ChatOptions options, IScreen screen, Palette palette, HistoryFile file, TimeProvider time)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(33);
    private static readonly TimeSpan EscapePatience = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(1);

    private readonly Channel<Happening> inbox = Channel.CreateBounded<Happening>(1024);
    private readonly KeyReader keys = new();
    private readonly InputHistory history = new(file.Load());
    private readonly Transcript transcript = new(palette, time, options.Timestamps);
    private LineEditor editor = null!;
    private Conversation conversation = null!;
    private RelayClient client = null!;
    private TerminalEdge terminal = null!;
    private bool askedToQuit;
    private int? exitCode;

    public async Task<int> RunAsync(RelayClient connected, CancellationToken cancellationToken)
    {
        client = connected;
        conversation = new Conversation(options, transcript, time);
        editor = new LineEditor(history, conversation);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var edge = new TerminalEdge(screen, Report);
        terminal = edge;
        terminal.Begin();
        var pump = PumpAsync(ending.Token);
        try
        {
            await LoopAsync();
        }
        finally
        {
            await ending.CancelAsync();
            await pump;
            Render();
        }

        return exitCode ?? ExitCode.Ok;
    }

    private bool Report(Happening what)
    {
        // Called by threads that may wait: keys and signals are never dropped, a full queue slows the typist.
        while (!inbox.Writer.TryWrite(what))
        {
            if (!inbox.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
            {
                return false;
            }
        }

        return true;
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var news in client.ReadAsync(cancellationToken))
            {
                await inbox.Writer.WriteAsync(new Happening.Heard(news), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The loop has ended.
        }
    }

    private async Task LoopAsync()
    {
        Task<bool>? waiting = null;
        var drawnAt = time.GetTimestamp() - time.TimestampFrequency;
        var isDirty = true;
        while (exitCode is null && !terminal.IsGone)
        {
            var typed = false;
            while (exitCode is null && inbox.Reader.TryRead(out var what))
            {
                typed |= what is not Happening.Heard;
                isDirty = true;
                await HandleAsync(what);
            }

            if (exitCode is not null)
            {
                return;
            }

            // Keys are answered at once; what others say may come in bursts and waits for the next frame.
            if (isDirty && (typed || time.GetElapsedTime(drawnAt) >= Frame))
            {
                Render();
                drawnAt = time.GetTimestamp();
                isDirty = false;
            }

            waiting ??= inbox.Reader.WaitToReadAsync().AsTask();
            var patience = isDirty ? Frame : keys.IsUndecided ? EscapePatience : conversation.IsLost ? TimeSpan.FromMilliseconds(250) : Timeout.InfiniteTimeSpan;
            if (await WaitAsync(waiting, patience))
            {
                waiting = null;
                continue;
            }

            isDirty = true;
            foreach (var key in keys.Flush())
            {
                await PressAsync(key);
            }
        }
    }

    private async Task<bool> WaitAsync(Task<bool> waiting, TimeSpan patience)
    {
        if (patience == Timeout.InfiniteTimeSpan)
        {
            await waiting;
            return true;
        }

        using var done = new CancellationTokenSource();
        var first = await Task.WhenAny(waiting, Task.Delay(patience, time, done.Token));
        await done.CancelAsync();
        return first == waiting;
    }

    private async Task HandleAsync(Happening what)
    {
        switch (what)
        {
            case Happening.Typed typed:
                foreach (var key in keys.Take(typed.Bytes))
                {
                    await PressAsync(key);
                }

                break;
            case Happening.Heard heard:
                await HearAsync(heard.News);
                break;
            case Happening.Settled settled:
                Settle(settled.Post, settled.Receipt);
                break;
            case Happening.Resized:
                var (columns, rows) = TerminalMode.Size();
                screen.Resize(columns, rows);
                break;
            case Happening.Stopped stopped:
                await LeaveAsync(stopped.Code);
                break;
        }
    }

    private async Task HearAsync(RelayNews news)
    {
        conversation.Hear(news, client.Missed);
        if (conversation.TakeWantsWho())
        {
            await client.SendAsync(new ClientRequest.Who());
        }

        if (conversation.WasMentioned)
        {
            conversation.WasMentioned = false;
            terminal.Write(conversation.RingsBell ? "\a" : string.Empty);
        }

        if (conversation.End is { } end)
        {
            if (end.Why == RelayEnd.Goodbye)
            {
                transcript.Note(end.Reason);
            }
            else
            {
                transcript.Alarm(end.Reason);
            }

            End(end.Why switch
            {
                RelayEnd.Lost => ExitCode.ConnectionLost,
                RelayEnd.Rejected => ExitCode.Rejected,
                _ => ExitCode.Ok,
            });
        }
    }

    private async Task PressAsync(Key key)
    {
        if (exitCode is not null)
        {
            return;
        }

        var outcome = editor.Press(key);
        var askedBefore = askedToQuit;
        askedToQuit = false;
        switch (outcome)
        {
            case EditOutcome.Submitted { Lines.Count: 0 } when UnsentWaits:
                Resend();
                break;
            case EditOutcome.Submitted submitted:
                await SubmitAsync(submitted.Lines);
                break;
            case EditOutcome.Interrupted when UnsentWaits:
                transcript.Note($"{Conversation.Lines(client.TakeUnsent().Count)} dropped");
                break;
            case EditOutcome.Interrupted when !askedBefore:
                askedToQuit = true;
                transcript.Note("press Ctrl-C again to quit");
                break;
            case EditOutcome.Interrupted or EditOutcome.EndOfInput:
                await LeaveAsync(ExitCode.Ok);
                break;
            case EditOutcome.Suspended:
                await terminal.SuspendAsync();
                await HandleAsync(new Happening.Resized());
                break;
            case EditOutcome.Redraw:
                terminal.Write(screen.Clear());
                break;
        }
    }

    private bool UnsentWaits => client.IsConnected && client.Unsent.Count > 0;

    private async Task SubmitAsync(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            if (history.Add(line))
            {
                file.Append(line);
            }

            await DoAsync(SlashCommand.Read(line));
        }
    }

    private async Task DoAsync(ChatAction action)
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
            case ChatAction.Clear:
                terminal.Write(screen.Clear());
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
            case ChatAction.Quit:
                await LeaveAsync(ExitCode.Ok);
                break;
            case ChatAction.Wrong wrong:
                transcript.Alarm(wrong.Message);
                break;
        }
    }

    private void Send(OutgoingPost post) => _ = SettleAsync(post, client.PostAsync(post));

    private async Task SettleAsync(OutgoingPost post, Task<PostReceipt> receipt)
    {
        await inbox.Writer.WriteAsync(new Happening.Settled(post, await receipt));
    }

    private void Resend()
    {
        foreach (var post in client.TakeUnsent())
        {
            Send(post);
        }
    }

    private void Settle(OutgoingPost post, PostReceipt receipt)
    {
        var text = System.Text.Encoding.UTF8.GetString(post.Payload.Span);
        switch (receipt.Outcome)
        {
            case PostOutcome.Unsent:
                transcript.Alarm("not sent (connection lost): " + text);
                break;
            case PostOutcome.Refused:
                transcript.Alarm($"not sent ({receipt.Reason}): {text}");
                editor.Restore(text.StartsWith('/') ? "/" + text : text);
                break;
            case PostOutcome.Stored or PostOutcome.Written when !receipt.Seen:
                transcript.Own(conversation.Name, post.To, text);
                break;
        }
    }

    private void Info()
    {
        var (bytesIn, bytesOut) = client.Traffic;
        transcript.Note($"{options.Address} · {options.Dialect.ToString().ToLowerInvariant()} · {(client.IsConnected ? "connected" : "not connected")}"
            + $" · {bytesIn} bytes in, {bytesOut} out · {client.Unacknowledged} on their way, {client.Unsent.Count} not sent");
    }

    private async Task LeaveAsync(int code)
    {
        await client.LeaveAsync();
        using var patience = new CancellationTokenSource(LeavePatience, time);
        try
        {
            // What was said just now still gets its acknowledgement.
            while (conversation.End is null && await inbox.Reader.WaitToReadAsync(patience.Token))
            {
                while (inbox.Reader.TryRead(out var what))
                {
                    Take(what);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The relay does not close; we do.
        }

        End(code);
    }

    private void Take(Happening what)
    {
        switch (what)
        {
            case Happening.Heard { News: RelayNews.Ended ended }:
                conversation.Hear(ended, missed: 0);
                break;
            case Happening.Heard { News: RelayNews.Said { Event: ServerEvent.Bye } }:
                break;
            case Happening.Heard heard:
                conversation.Hear(heard.News, client.Missed);
                break;
            case Happening.Settled settled:
                Settle(settled.Post, settled.Receipt);
                break;
        }
    }

    private void End(int code)
    {
        foreach (var post in client.TakeUnsent())
        {
            transcript.Alarm("never sent: " + System.Text.Encoding.UTF8.GetString(post.Payload.Span));
        }

        exitCode ??= code;
    }

    private void Render()
    {
        var prompt = editor.Question ?? conversation.Prompt(client.IsConnected ? client.Unsent.Count : 0);
        terminal.Write(screen.Show(transcript.Take(), new PromptView(VisibleText.Of(prompt), editor.Text, editor.Cursor)));
    }
}
