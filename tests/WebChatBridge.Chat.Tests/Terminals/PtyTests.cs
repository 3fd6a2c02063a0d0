using WebChatBridge.Chat.Tests.Support;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Terminals;

/// <summary>The whole program in a pseudo-terminal.</summary>
public sealed class PtyTests
{
    [Fact]
    public async Task Typing_HundredIncomingLines_InputIntactAndCursorRight()
    {
        await using var relay = new FakeRelay();
        await using var pty = Start(relay);
        await pty.UntilPromptAsync("tom@lobby> ");
        await pty.TypeAsync("are you ");

        for (var line = 1; line <= 100; line++)
        {
            relay.Say($"line {line}");
            if (line == 50)
            {
                await pty.TypeAsync("the");
            }
        }

        await pty.UntilAsync(screen => screen.Lines.Count > 100 && screen.Lines[^2].EndsWith("line 100", StringComparison.Ordinal) && screen.BeforeCursor == "tom@lobby> are you the");
        var lines = pty.Lines;
        Assert.Equal(100, lines.Count(line => line.Contains("jerry        line ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.Contains("are you the", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Resize_MidWay_OneInputThatGoesOn()
    {
        await using var relay = new FakeRelay();
        await using var pty = Start(relay);
        await pty.UntilPromptAsync("tom@lobby> ");
        await pty.TypeAsync("are you the one who called me this morning?");
        await pty.UntilAsync(screen => screen.CursorRow.EndsWith("morning?", StringComparison.Ordinal));

        await pty.ResizeAsync(30, 20);
        relay.Say("yes");
        await pty.UntilAsync(screen => screen.Lines is [.., var said, _, " called me this morning?"] && said.EndsWith("yes", StringComparison.Ordinal));
        await pty.ResizeAsync(100, 20);
        await pty.TypeAsync("!");
        await pty.UntilPromptAsync("tom@lobby> are you the one who called me this morning?!");

        await pty.TypeAsync("\r");
        await pty.UntilPromptAsync("tom@lobby> ");
        Assert.Equal(["yes", "are you the one who called me this morning?!"], relay.Stored);
    }

    [Fact]
    public async Task EmptyEnter_Nothing_IsSent()
    {
        await using var relay = new FakeRelay();
        await using var pty = Start(relay);
        await pty.UntilPromptAsync("tom@lobby> ");

        await pty.TypeAsync("\r\r   \rreal\r");
        await pty.UntilAsync(screen => screen.Lines.Any(line => line.EndsWith("tom          real", StringComparison.Ordinal)));

        Assert.Equal(["real"], relay.Stored);
    }

    [Fact]
    public async Task CtrlZ_Foreground_GoesOnWhereItWas()
    {
        await using var relay = new FakeRelay();
        await using var pty = new Pty(70, 20, "bash", "--norc --noprofile -i");
        await pty.TypeAsync("PS1='$ '\r");
        await pty.UntilPromptAsync("$ ");
        await pty.TypeAsync($"{ChatExe.Path} tom 127.0.0.1:{relay.Port} --no-history\r");
        await pty.UntilPromptAsync("tom@lobby> ");
        await pty.TypeAsync("draft");
        await pty.UntilPromptAsync("tom@lobby> draft");

        await pty.TypeAsync("\x1A");
        await pty.UntilPromptAsync("$ ");
        await pty.TypeAsync("stty -a | grep -o -e '[-]*icanon'\r");
        await pty.UntilAsync(screen => screen.Lines.Contains("icanon") && screen.BeforeCursor == "$ ");
        relay.Say("meanwhile");
        await pty.TypeAsync("fg\r");
        await pty.UntilAsync(screen => screen.BeforeCursor == "tom@lobby> draft" && screen.Lines.Any(line => line.EndsWith("meanwhile", StringComparison.Ordinal)));
        await pty.TypeAsync("ed\r");
        await pty.UntilPromptAsync("tom@lobby> ");
        Assert.Contains("drafted", relay.Stored);

        await pty.TypeAsync("\x04");
        await pty.UntilPromptAsync("$ ");
        await pty.TypeAsync("echo code $?; stty -a | grep -o -e '[-]*icanon' -e '[-]*opost' | xargs\r");
        await pty.UntilAsync(screen => screen.Lines.Contains("code 0") && screen.Lines.Any(line => line is "icanon opost" or "opost icanon"));
    }

    [Theory]
    [InlineData("NO_COLOR", "1", "")]
    [InlineData("TERM", "dumb", "")]
    [InlineData("TERM", "xterm", "--plain --color never")]
    public async Task NoEscapes_WhenNotWanted(string name, string value, string options)
    {
        await using var relay = new FakeRelay();
        await using var pty = new Pty(70, 20, ChatExe.Path, $"tom 127.0.0.1:{relay.Port} --no-history {options}", (name, value));
        await pty.UntilPromptAsync("tom@lobby> ");

        relay.Say("hello \e[31m");
        await pty.UntilAsync(screen => screen.Lines.Any(line => line.EndsWith("hello ␛[31m", StringComparison.Ordinal)));
        await pty.TypeAsync("hix\x7F\r");
        await pty.UntilAsync(screen => screen.Lines.Any(line => line.EndsWith("tom          hi", StringComparison.Ordinal)));
        await pty.TypeAsync("\x04");

        Assert.Equal(0, await pty.ExitCodeAsync());
        Assert.DoesNotContain('\e', pty.Output);
    }

    [Fact]
    public async Task Reconnect_UnsentLine_IsResentOnEnterAndMissedOnesShown()
    {
        await using var relay = new FakeRelay();
        await using var pty = Start(relay);
        await pty.UntilPromptAsync("tom@lobby> ");

        await relay.StopAsync();
        await pty.UntilAsync(screen => screen.BeforeCursor.StartsWith("tom (reconnecting ", StringComparison.Ordinal));
        relay.Say("while away");
        await pty.TypeAsync("hello\r");
        await pty.UntilAsync(screen => screen.Lines.Contains("! not sent (connection lost): hello"));
        relay.Restart();
        await pty.TypeAsync("/reconnect\r");

        await pty.UntilPromptAsync("1 line not sent: Enter = resend, Ctrl-C = drop> ");
        Assert.Contains(pty.Lines, line => line.Contains("1 message missed", StringComparison.Ordinal));
        Assert.Contains(pty.Lines, line => line.EndsWith("jerry        while away", StringComparison.Ordinal));
        await pty.TypeAsync("\r");
        await pty.UntilPromptAsync("tom@lobby> ");
        await pty.UntilAsync(screen => screen.Lines.Any(line => line.EndsWith("tom          hello", StringComparison.Ordinal)));
        Assert.Equal(["while away", "hello"], relay.Stored);
    }

    [Fact]
    public async Task Leaving_EveryWay_HasItsExitCode()
    {
        await using var relay = new FakeRelay();
        await using var twice = Start(relay);
        await using var lost = Start(relay, "--no-reconnect");
        await using var terminated = Start(relay);
        await twice.UntilPromptAsync("tom@lobby> ");
        await lost.UntilPromptAsync("tom@lobby> ");
        await terminated.UntilPromptAsync("tom@lobby> ");

        await twice.TypeAsync("draft\x03\x03");
        await twice.UntilAsync(screen => screen.Lines.Any(line => line.EndsWith("press Ctrl-C again to quit", StringComparison.Ordinal)));
        await twice.TypeAsync("\x03");
        await terminated.SignalAsync(15);

        Assert.Equal(0, await twice.ExitCodeAsync());
        Assert.Equal(128 + 15, await terminated.ExitCodeAsync());
        await relay.StopAsync();
        Assert.Equal(3, await lost.ExitCodeAsync());
        Assert.EndsWith("\e[J\e[?2004l", terminated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyListens_AtATerminal_SaysSoWithoutEscapes()
    {
        var relay = new FakeRelay();
        await relay.DisposeAsync();
        await using var pty = Start(relay);

        Assert.Equal(2, await pty.ExitCodeAsync());
        Assert.StartsWith($"tom: connection refused at 127.0.0.1:{relay.Port}", pty.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kicked_ByTheConsole_EndsAsRejected()
    {
        await using var relay = new FakeRelay();
        await using var pty = Start(relay);
        await pty.UntilPromptAsync("tom@lobby> ");

        relay.Dismiss("closed by alice");

        Assert.Equal(4, await pty.ExitCodeAsync());
        Assert.Contains("closed by alice", pty.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_Post_ComesBackIntoTheInput()
    {
        await using var relay = new FakeRelay { Refusal = "the log is full" };
        await using var pty = Start(relay);
        await pty.UntilPromptAsync("tom@lobby> ");

        await pty.TypeAsync("precious\r");

        await pty.UntilPromptAsync("tom@lobby> precious");
        Assert.Contains("! not sent (the log is full): precious", pty.Lines);
    }

    private static Pty Start(FakeRelay relay, string options = "") =>
        new(70, 20, ChatExe.Path, $"tom 127.0.0.1:{relay.Port} --no-history {options}");
}
