using System.Text;

namespace WebChatBridge.Server.Tests;

/// <summary>Clients of other tutorials, unmodified, each at an endpoint that is set up for it; and bytes at one that finds out.</summary>
public sealed class FamilyOnTheWireTests
{
    internal static readonly string[] Family =
    [
        .. Endpoint(3, "names", "header:10", "FirstFrameIsName=true"),
        .. Endpoint(4, "replies", "header64", "ReplyRaw=true"),
        .. Endpoint(5, "nick", "raw", "FirstFrameIsName=true", "NamePrompt=NICK"),
        .. Endpoint(6, "nul", "nul"),
        .. Endpoint(7, "any", "auto"),
        .. Endpoint(8, "raw-pairs", "raw", "Seating=pairs"),
    ];

    [Fact]
    public async Task NamesFirst_TwoOfThem_ReadEachOther_AndATextClientReadsBoth()
    {
        RealProgram.Need("python3");
        await using var server = await LiveServer.StartAsync(Family);
        using var ann = await server.TextAsync();
        await using var tom = Start(server, "names_first.py", "names", "Tom");
        await ann.ReadUntilAsync("* Tom joined lobby (2 here)");
        await using var jerry = Start(server, "names_first.py", "names", "Jerry");
        await ann.ReadUntilAsync("* Jerry joined lobby (3 here)");

        await tom.SayAsync("hello jerry");
        await ann.ReadUntilAsync("Tom: hello jerry");
        await LookUntilItPrintsAsync(jerry, "Tom > hello jerry");
        await jerry.SayAsync("hello tom");
        await ann.SendAsync("and me\n");
        await LookUntilItPrintsAsync(tom, "Jerry > hello tom");
        await LookUntilItPrintsAsync(tom, " > and me");

        tom.EndInput();
        Assert.Equal(0, await tom.ExitAsync());
        await server.StopAsync();
        await LookUntilItPrintsAsync(jerry, "Connection closed by the server");
        Assert.Equal(("", ""), (tom.Errors, jerry.Errors));
    }

    [Fact]
    public async Task TheOriginalTutorialsClient_GetsItsReplies_AndEnds()
    {
        RealProgram.Need("python3");
        await using var server = await LiveServer.StartAsync(Family);
        using var ann = await server.TextAsync();

        await using var client = Start(server, "client.py", "replies");

        Assert.Equal(0, await client.ExitAsync());
        await client.UntilItPrintsAsync("Msg received\nMsg received\nMsg received\nMsg received");
        Assert.Equal("", client.Errors);
        foreach (var text in new[] { "Hello World!", "Hello Everyone!", "Hello Tim!" })
        {
            Assert.EndsWith(": " + text, await ann.ReadUntilAsync(line => !line.StartsWith('*')));
        }
    }

    [Fact]
    public async Task ReplyRaw_ARequest_IsAnsweredWithWhatOthersSaid()
    {
        await using var server = await LiveServer.StartAsync(Family);
        using var ann = await server.TextAsync();
        using var client = await RawClient.ConnectAsync(server.Address("replies"));
        await client.SendFrameAsync("first");
        Assert.Equal("Msg received", Encoding.UTF8.GetString(await client.ReadExactlyAsync(12)));
        await ann.ReadUntilAsync(line => line.EndsWith(": first", StringComparison.Ordinal));

        await ann.SendAsync("/nick Ann\nhi\nthere\n/who\n");
        await ann.ReadUntilAsync(line => line.StartsWith("* 2 in lobby", StringComparison.Ordinal));
        await client.SendFrameAsync("second");

        Assert.Equal("Ann: hi\nAnn: there", Encoding.UTF8.GetString(await client.ReadExactlyAsync(18)));
        await client.SendFrameAsync("!DISCONNECT");
        Assert.Equal("Msg received", Encoding.UTF8.GetString(await client.ReadToEndAsync()));
    }

    [Fact]
    public async Task RawNickname_IsAsked_AndTwoOfThemTalk()
    {
        RealProgram.Need("python3");
        await using var server = await LiveServer.StartAsync(Family);
        using var ann = await server.TextAsync();
        await using var tom = Start(server, "raw_nickname.py", "nick", "tom");
        await ann.ReadUntilAsync("* tom joined lobby (2 here)");
        await using var jerry = Start(server, "raw_nickname.py", "nick", "jerry");
        await ann.ReadUntilAsync("* jerry joined lobby (3 here)");

        await tom.SayAsync("hello");

        await jerry.UntilItPrintsAsync("tom: hello");
        Assert.Equal("tom: hello", jerry.Output);
        await jerry.SayAsync("hi tom");
        await tom.UntilItPrintsAsync("jerry: hi tom");
        tom.EndInput();
        Assert.Equal(0, await tom.ExitAsync());
        Assert.Equal("", tom.Errors);
    }

    [Fact]
    public async Task NulClient_TalksWithATextClient()
    {
        RealProgram.Need("python3");
        await using var server = await LiveServer.StartAsync(Family);
        using var ann = await server.TextAsync();
        await using var client = Start(server, "nul_client.py", "nul");

        await client.SayAsync("hello");
        await ann.ReadUntilAsync(line => line.EndsWith(": hello", StringComparison.Ordinal));
        await ann.SendAsync("hi there\n");
        await client.UntilItPrintsAsync(": hi there");

        client.EndInput();
        Assert.Equal(0, await client.ExitAsync());
        Assert.Equal("", client.Errors);
    }

    [Theory]
    [InlineData("hi all\n", "line", "a line feed (LF) ended the first 7 bytes")]
    [InlineData("hi all\0", "nul", "a NUL (0x00) ended the first 7 bytes")]
    [InlineData("6         hi all", "header:10", "it began with a header of 10 bytes, the number 6 and a body")]
    [InlineData("hi all", "raw", "6 bytes came, then 75 ms nothing: no header, line feed or NUL")]
    public async Task Auto_FindsOut_AndTheConsoleSaysWhy(string sent, string dialect, string because)
    {
        await using var server = await LiveServer.StartAsync(Family);
        await using var console = await server.WatchAsync();
        using var ann = await server.TextAsync();
        using var client = await RawClient.ConnectAsync(server.Address("any"));

        await client.SendAsync(sent);

        Assert.EndsWith(": hi all", await ann.ReadUntilAsync(line => !line.StartsWith('*')));
        var local = client.Local;
        var session = await console.SessionAsync(known => known.Remote == local && known.Dialect != "auto", "the dialect found");
        Assert.Equal((dialect, because), (session.Dialect, session.DialectBecause));
    }

    [Fact]
    public async Task RawPairs_AreATransparentPipe()
    {
        await using var server = await LiveServer.StartAsync(Family);
        using var tom = await RawClient.ConnectAsync(server.Address("raw-pairs"));
        using var jerry = await RawClient.ConnectAsync(server.Address("raw-pairs"));
        byte[] bytes = [0, 1, 0xFF, 10, 13, 0x1B];

        await tom.SendAsync(bytes);

        Assert.Equal(bytes, await jerry.ReadExactlyAsync(bytes.Length));
    }

    private static IEnumerable<string> Endpoint(int index, string name, string dialect, params string[] more) =>
        new[] { $"Name={name}", "Listen=127.0.0.1:0", $"Dialect={dialect}" }.Concat(more).Select(setting => $"--Relay:Endpoints:{index}:{setting}");

    private static RealProgram Start(LiveServer server, string program, string endpoint, params string[] before) => RealProgram.Start(
        "python3", ["-u", Path.Combine(ServerProcess.Root, "tests/Shared/tutorial", program), .. before, $"{server.Address(endpoint).Port}", "127.0.0.1"]);

    // This client reads only after an Enter.
    private static Task<string> LookUntilItPrintsAsync(RealProgram program, string part)
    {
        return Soon.GetAsync(LookAsync, $"\"{part}\" in the output of {program.Id}");

        async Task<string?> LookAsync()
        {
            if (program.Output.Contains(part, StringComparison.Ordinal))
            {
                return "";
            }

            await program.SayAsync("");
            return null;
        }
    }
}
