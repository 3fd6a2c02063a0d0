using System.Runtime.Versioning;
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

    private readonly Inbox inbox = new(time);
    private readonly KeyReader keys = new();
    private readonly InputHistory history = new(file.Load());
    private readonly Transcript transcript = new(palette, time, options.Timestamps);
    private LineEditor editor = null!;
    private Conversation conversation = null!;
    private RelayClient client = null!;
    private Speaker speaker = null!;
    private TerminalEdge terminal = null!;
    private bool askedToQuit;
    private int? exitCode;

    public async Task<int> RunAsync(RelayClient connected, CancellationToken cancellationToken)
    {
        client = connected;
        conversation = new Conversation(options, transcript, time);
        editor = new LineEditor(history, conversation);
        speaker = new Speaker(options, client, conversation, transcript, settled => inbox.PutAsync(settled));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var edge = new TerminalEdge(screen, inbox.Put);
        terminal = edge;
        terminal.Begin();
        var pump = inbox.PumpAsync(client, ending.Token);
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

    private async Task LoopAsync()
    {
        var drawnAt = time.GetTimestamp() - time.TimestampFrequency;
        var isDirty = true;
        while (exitCode is null && !terminal.IsGone)
        {
            var typed = false;
            while (exitCode is null && inbox.TryTake(out var what))
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

            var patience = isDirty ? Frame : keys.IsUndecided ? EscapePatience : conversation.IsLost ? TimeSpan.FromMilliseconds(250) : Timeout.InfiniteTimeSpan;
            if (await inbox.WaitAsync(patience))
            {
                continue;
            }

            isDirty = true;
            foreach (var key in keys.Flush())
            {
                await PressAsync(key);
            }
        }
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
                Settle(settled);
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
                speaker.Resend();
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

            await ObeyAsync(SlashCommand.Read(line));
        }
    }

    private async Task ObeyAsync(ChatAction action)
    {
        switch (action)
        {
            case ChatAction.Quit:
                await LeaveAsync(ExitCode.Ok);
                break;
            case ChatAction.Clear:
                terminal.Write(screen.Clear());
                break;
            default:
                await speaker.DoAsync(action);
                break;
        }
    }

    private async Task LeaveAsync(int code)
    {
        await client.LeaveAsync();
        var since = time.GetTimestamp();

        // What was said just now still gets its acknowledgement; a relay that does not close is not waited for.
        while (conversation.End is null && LeavePatience - time.GetElapsedTime(since) is { Ticks: > 0 } rest && await inbox.WaitAsync(rest))
        {
            while (inbox.TryTake(out var what))
            {
                Take(what);
            }
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
                Settle(settled);
                break;
        }
    }

    private void Settle(Happening.Settled settled)
    {
        if (speaker.Settle(settled.Post, settled.Receipt) is { } back)
        {
            editor.Restore(back);
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
