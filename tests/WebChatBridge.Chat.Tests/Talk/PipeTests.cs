using WebChatBridge.Chat.Tests.Support;

namespace WebChatBridge.Chat.Tests.Talk;

/// <summary>The whole program with pipes instead of a terminal.</summary>
public sealed class PipeTests
{
    [Fact]
    public async Task Input_Lines_AreStoredInOrderBeforeExit()
    {
        await using var relay = new FakeRelay();
        var lines = Enumerable.Range(1, 1000).Select(number => $"line {number}").ToArray();

        var (code, output, error) = await ChatExe.RunAsync($"plc 127.0.0.1:{relay.Port} --linger 0s", string.Join('\n', lines) + "\n\n");

        Assert.Equal((0, string.Empty, string.Empty), (code, output, error));
        Assert.Equal(lines, relay.Stored);
    }

    [Fact]
    public async Task Output_Messages_OneFlushedLineEach()
    {
        await using var relay = new FakeRelay();
        using var tom = ChatExe.Start($"tom 127.0.0.1:{relay.Port} --no-timestamps");
        await tom.StandardInput.WriteLineAsync("hi");
        await tom.StandardInput.FlushAsync();
        await relay.NextAsync<Protocol.ClientRequest.Post>();

        relay.Say("two\nlines\e[2J");

        Assert.Equal(@"jerry" + "\t" + @"two\nlines\u001b[2J", await tom.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        tom.StandardInput.Close();
        var (code, rest, error) = await ChatExe.EndAsync(tom);
        Assert.Equal((0, string.Empty, string.Empty), (code, rest, error));
    }

    [Fact]
    public async Task Json_Events_AreTheWiresLines()
    {
        await using var relay = new FakeRelay();

        var (code, output, _) = await ChatExe.RunAsync($"tom 127.0.0.1:{relay.Port} --json --linger 5s", "hi\n");

        Assert.Equal(0, code);
        Assert.Collection(
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            first => Assert.StartsWith("""{"type":"welcome",""", first, StringComparison.Ordinal),
            second => Assert.Equal("""{"type":"ack","id":"c-1","room":"lobby","seq":1}""", second));
    }

    [Fact]
    public async Task Once_Acknowledged_ExitsZero()
    {
        await using var relay = new FakeRelay();

        var (code, output, error) = await ChatExe.RunAsync($"tom 127.0.0.1:{relay.Port} --once \"build is green\"");

        Assert.Equal((0, string.Empty, string.Empty), (code, output, error));
        Assert.Equal(["build is green"], relay.Stored);
    }

    [Fact]
    public async Task Once_Refused_ExitsFour()
    {
        await using var relay = new FakeRelay { Refusal = "the log is full" };

        var (code, _, error) = await ChatExe.RunAsync($"tom 127.0.0.1:{relay.Port} --once hi");

        Assert.Equal((4, "tom: not sent: the log is full\n"), (code, error));
    }

    [Fact]
    public async Task Once_ConnectionLostBeforeTheAck_ExitsThree()
    {
        await using var relay = new FakeRelay { Acknowledges = false };
        using var tom = ChatExe.Start($"tom 127.0.0.1:{relay.Port} --once hi");
        await relay.NextAsync<Protocol.ClientRequest.Post>();

        await relay.StopAsync();

        Assert.Equal(3, (await ChatExe.EndAsync(tom)).Code);
    }

    [Fact]
    public async Task NobodyListens_ExitsTwoAndSaysHowToStart()
    {
        var relay = new FakeRelay();
        await relay.DisposeAsync();

        var (code, output, error) = await ChatExe.RunAsync($"tom 127.0.0.1:{relay.Port}", "hi\n");

        Assert.Equal((2, string.Empty), (code, output));
        Assert.StartsWith($"tom: connection refused at 127.0.0.1:{relay.Port} — is the relay running? dotnet run", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionLost_ExitsThree()
    {
        await using var relay = new FakeRelay();
        using var tom = ChatExe.Start($"tom 127.0.0.1:{relay.Port}");
        await relay.NextAsync<Protocol.ClientRequest.Hello>();

        await relay.StopAsync();

        Assert.Equal(3, (await ChatExe.EndAsync(tom)).Code);
    }

    [Fact]
    public async Task Reconnect_InAPipe_LosesAndRepeatsNothing()
    {
        await using var relay = new FakeRelay { Acknowledges = false };
        using var tom = ChatExe.Start($"tom 127.0.0.1:{relay.Port} --reconnect --linger 0s");
        await tom.StandardInput.WriteAsync("one\ntwo\n");
        tom.StandardInput.Close();
        await relay.NextAsync<Protocol.ClientRequest.Post>();
        await relay.NextAsync<Protocol.ClientRequest.Post>();

        await relay.StopAsync();
        relay.Acknowledges = true;
        relay.Restart();

        Assert.Equal(0, (await ChatExe.EndAsync(tom)).Code);
        Assert.Equal(["one", "two"], relay.Stored);
    }

    [Fact]
    public async Task Reader_Gone_EndsQuietly()
    {
        await using var relay = new FakeRelay();
        using var tom = ChatExe.Start($"tom 127.0.0.1:{relay.Port}");
        await relay.NextAsync<Protocol.ClientRequest.Hello>();
        tom.StandardOutput.Close();

        relay.Say("one");
        await tom.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((0, string.Empty), (tom.ExitCode, await tom.StandardError.ReadToEndAsync()));
    }

    [Theory]
    [InlineData("--dialect smoke", 1)]
    [InlineData("--version", 0)]
    [InlineData("--help", 0)]
    public async Task Usage_ExitCodes(string arguments, int expected)
    {
        var (code, output, error) = await ChatExe.RunAsync(arguments);

        Assert.Equal(expected, code);
        Assert.Equal(expected == 0, error.Length == 0);
        Assert.DoesNotContain('\e', output + error);
        Assert.True(arguments != "--version" || output.Split('\n') is [_, ""]);
    }
}
