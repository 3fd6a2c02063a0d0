using System.Text;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>Good clients behind a bad network, against the server as its own process.</summary>
public sealed class BadNetworkTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(63, 0)]
    [InlineData(65, 1)]
    public async Task TutorialPair_ThroughTheSlicer_ReadsEveryFrameWhole_AndEndsCleanly(int slice, int milliseconds)
    {
        await using var server = await ServerProcess.StartAsync("--History:Store=memory");
        await using var proxy = FaultProxy.To(server.Tutorial, slice, TimeSpan.FromMilliseconds(milliseconds));
        using var tom = await RawClient.ConnectAsync(proxy.Address);
        using var jerry = await RawClient.ConnectAsync(proxy.Address);
        string[] said = ["hello", "", "Grüße 👋", new string('x', 1_000), "!DISCONNEC"];

        foreach (var text in said)
        {
            await tom.SendFrameAsync(text);
        }

        foreach (var text in said)
        {
            Assert.Equal(text, await jerry.ReadFrameTextAsync());
        }

        await jerry.SendFrameAsync("bye");
        Assert.Equal("bye", await tom.ReadFrameTextAsync());
        await tom.SendAsync(Header64.Goodbye);
        Assert.Equal("!DISCONNECT", await jerry.ReadFrameTextAsync());
        await jerry.SendAsync(Header64.Goodbye);
        Assert.Equal("!DISCONNECT", await tom.ReadFrameTextAsync());
        Assert.Empty(await tom.ReadToEndAsync());
        Assert.Empty(await jerry.ReadToEndAsync());
    }

    [Fact]
    public async Task Json_CutAgainAndAgain_PostsOnce_AndHearsEverythingOnce()
    {
        const int cuts = 8;
        const int each = 12;
        await using var server = await ServerProcess.StartAsync($"--History:Path={folder.File("history.db")}");
        await using var proxy = FaultProxy.To(server.Json);
        using var speaker = await RawClient.ConnectAsync(server.Json);
        await speaker.HelloAsync("speaker");
        var (heard, last) = (new List<string>(), 0L);

        for (var cut = 0; cut <= cuts; cut++)
        {
            using var tom = await RawClient.ConnectAsync(proxy.Address);
            await tom.HelloAsync("Tom", program: "tom-program", after: last);

            // What was sent before the cut is sent again: its acknowledgement may have been on its way.
            foreach (var id in cut == 0 ? [$"p{cut}"] : (string[])[$"p{cut - 1}", $"p{cut}"])
            {
                await tom.SendJsonAsync(new { type = "post", id, text = id });
            }

            for (var i = 0; i < each; i++)
            {
                await speaker.PostAsync($"s{(cut * each) + i}");
            }

            // He reads some of it, and what he said himself before the cut.
            for (var wanted = cut == cuts ? ((cuts + 1) * each) - heard.Count : 1 + (cut % each); wanted > 0;)
            {
                var message = await tom.ReadJsonAsync("message");
                last = message.Seq();
                if (message.From() == "speaker")
                {
                    heard.Add(message.Text("text"));
                    wanted--;
                }
            }

            proxy.Cut();
        }

        using var late = await RawClient.ConnectAsync(server.Json);
        await late.HelloAsync("late", after: 0);
        var all = new List<string>();
        while (all.Count < (cuts + 1) * (each + 1))
        {
            all.Add((await late.ReadJsonAsync("message")).Text("text"));
        }

        Assert.Equal(all.Where(static text => text.StartsWith('s')), heard);
        Assert.Equal(Enumerable.Range(0, cuts + 1).Select(static cut => $"p{cut}"), all.Where(static text => text.StartsWith('p')));
    }

    [Fact]
    public async Task BehindABlackhole_AReaderIsClosedByTheStall_AndTheOthersGoOn()
    {
        const int posts = 6;
        await using var server = await ServerProcess.StartAsync("--History:Store=memory", "--Relay:Limits:WriteStall=00:00:03");
        await using var proxy = FaultProxy.To(server.Json);
        using var tom = await RawClient.ConnectAsync(server.Json);
        await tom.HelloAsync("Tom");
        using var gone = await RawClient.ConnectAsync(proxy.Address);
        await gone.HelloAsync("Gone");
        await tom.ReadJsonAsync("presence");
        proxy.Blackhole();
        using var control = await Control.BeginAsync(server);

        // More than the kernels on the way hide, and less than may wait: what ends him is that he takes nothing.
        var left = LeftAsync(tom, "Gone");
        using var loud = await RawClient.ConnectAsync(server.Json);
        await loud.HelloAsync("Loud");
        for (var i = 0; i < posts; i++)
        {
            await loud.PostAsync(new string('x', 60_000));
        }

        Assert.StartsWith("too slow: ", await left);
        await control.EndAsync();
    }

    [Fact]
    public async Task HalfOpen_AClientThatIsGone_IsFoundByItsSilence()
    {
        await using var server = await ServerProcess.StartAsync(
            "--History:Store=memory", "--Relay:Endpoints:2:Idle=00:00:01", "--Relay:Limits:HalfSentFrame=00:00:01");
        await using var text = FaultProxy.To(server.Json);
        await using var half = FaultProxy.To(server.Tutorial);
        using var tom = await RawClient.ConnectAsync(server.Text);
        using var lost = await RawClient.ConnectAsync(text.Address);
        await lost.HelloAsync("Lost");
        await tom.ReadUntilAsync(static line => line.StartsWith("* Lost joined", StringComparison.Ordinal));
        using var partner = await RawClient.ConnectAsync(server.Tutorial);
        using var begun = await RawClient.ConnectAsync(half.Address);

        // In one write: once the partner has the first, the half one has passed the proxy, too.
        await begun.SendAsync(Encoding.ASCII.GetBytes("3".PadRight(64) + "one" + "5".PadRight(64) + "he"));
        Assert.Equal("one", await partner.ReadFrameTextAsync());

        text.LoseClients();
        half.LoseClients();

        Assert.Matches(@"^\* Lost left lobby \(1 here\): sent nothing for 1 s \(Idle\)$", await tom.ReadUntilAsync(static line => line.StartsWith("* Lost left", StringComparison.Ordinal)));
        Assert.Equal("!DISCONNECT", await partner.ReadFrameTextAsync());
    }

    private static async Task<string> LeftAsync(RawClient client, string name)
    {
        while (true)
        {
            var presence = await client.ReadJsonAsync("presence");
            if (presence.Text("change") == "left" && presence["who"]!["name"]!.GetValue<string>() == name)
            {
                return presence.Text("reason");
            }
        }
    }
}
