using System.Text.Json.Nodes;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>What a restart of the server must not change.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Restart_RepeatedPosts_KeepTheirPlace_AndNothingIsMissing()
    {
        long session;
        await using (var before = await StartAsync())
        {
            using var tom = await RawClient.ConnectAsync(before.Json);
            session = (await tom.HelloAsync("Tom", program: "9f"))["session"]!.GetValue<long>();
            Assert.Equal((1, 2), (await tom.PostAsync("one", "c-1"), await tom.PostAsync("two", "c-2")));
        }

        await using var after = await StartAsync();
        using var again = await RawClient.ConnectAsync(after.Json);
        var welcome = await again.HelloAsync("Tom", program: "9f", after: 0);

        Assert.Equal(2, welcome.Seq());
        Assert.True(welcome["session"]!.GetValue<long>() > session);
        Assert.Equal(["one", "two"], [(await again.ReadJsonAsync("message")).Text("text"), (await again.ReadJsonAsync("message")).Text("text")]);
        Assert.Equal((2, 1, 3), (await again.PostAsync("two", "c-2"), await again.PostAsync("one", "c-1"), await again.PostAsync("three", "c-3")));
    }

    [Fact]
    public async Task Restart_ConsoleThatFollows_ResumesWithoutGapOrRepeat()
    {
        var before = await StartAsync();
        var port = before.Console.Port;
        await using var console = await before.WatchAsync();
        await console.Connection.FollowAsync(new FollowRequest("lobby", After: 0));
        using (var tom = await before.JsonAsync("Tom"))
        {
            await tom.PostAsync("one");
            await tom.PostAsync("two");
        }

        await console.UntilAsync(() => console.Messages is { Count: 2 } two ? two : null, "two messages");
        await before.DisposeAsync();

        await using var after = await StartAsync($"--urls=http://127.0.0.1:{port}");
        using var jerry = await after.JsonAsync("Jerry");
        await jerry.PostAsync("three");

        await console.UntilAsync(() => console.Messages.Count >= 3 ? console : null, "the message after the restart");
        Assert.Equal([1, 2, 3], console.Messages.Select(message => message.Seq));
        Assert.True(console.Snapshots >= 2);
    }

    [Fact]
    public async Task DiskFull_NothingIsAcknowledged_AndHealthSaysSo()
    {
        await using var server = await StartAsync("--History:MinFreeDiskBytes=9000000000000000000");
        server.ExpectError("log cannot be written");
        await using var console = await server.WatchAsync();
        using var tom = await server.JsonAsync("Tom");
        using var jerry = await server.TextAsync();

        await tom.SendJsonAsync(new { type = "post", id = "c-1", text = "hi" });
        var error = await tom.ReadJsonAsync("error");
        var posted = await console.Connection.PostAsync("lobby", "hi"u8.ToArray(), null);

        Assert.Equal(("not_stored", "c-1"), (error.Text("code"), error.Text("id")));
        Assert.Equal((null, ErrorCode.NotStored), (posted.Seq, posted.Rejected!.Code));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(server.Console, "/health/ready"));
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.NotEqual("ok", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["log"]!["state"]!.GetValue<string>());
    }

    private Task<LiveServer> StartAsync(params string[] more) => LiveServer.StartAsync(
        ["--History:Store=sqlite", $"--History:Path={folder.File("history.db")}", "--History:MinFreeDiskBytes=0", .. more]);
}
