using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>One conversation, every dialect: the same order for all, each in its own bytes, and the log has it.</summary>
public sealed class OneRoomTests
{
    private const int Each = 25;

    [Fact]
    public async Task Room_OfEveryDialect_SeesOneOrderWithTheRightNames()
    {
        await using var server = await LiveServer.StartAsync();
        using var tom = await server.TutorialAsync();
        using var jerry = await server.TutorialAsync();
        await using var console = await server.WatchAsync();
        await console.SessionAsync(session => session is { Name: "jerry", Room: "pair-1" }, "jerry");
        await console.Connection.FollowAsync(new FollowRequest("pair-1", After: 0));
        using var line = await server.TextAsync();
        await line.SendAsync("/nick Lin\n/join pair-1\n");
        await console.SessionAsync(session => session is { Name: "Lin", Room: "pair-1" }, "Lin");
        using var json = await server.JsonAsync("Jay", "pair-1");
        Assert.Null(await console.Connection.RenameAsync(null, "Web"));

        await Task.WhenAll(
            Repeat(i => tom.SendFrameAsync($"tom {i}")),
            Repeat(i => jerry.SendFrameAsync($"jerry {i}")),
            Repeat(i => line.SendAsync($"Lin {i}\n")),
            Repeat(i => json.SendJsonAsync(new { type = "post", text = $"Jay {i}" })),
            Repeat(i => console.Connection.PostAsync("pair-1", Encoding.UTF8.GetBytes($"Web {i}"), null)));

        var order = await console.UntilAsync(() => console.Messages is { Count: 5 * Each } all ? all : null, "all messages");
        Assert.Equal(Enumerable.Range(1, 5 * Each).Select(seq => (long)seq), order.Select(message => message.Seq));
        Assert.All(order, message => Assert.StartsWith(message.From.Name + " ", message.Text, StringComparison.Ordinal));
        foreach (var name in (string[])["tom", "jerry", "Lin", "Jay", "Web"])
        {
            Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{name} {i}"), order.Where(message => message.From.Name == name).Select(message => message.Text));
        }

        Assert.Equal(Heard(order, "tom", from => from == "jerry"), await Read(() => tom.ReadFrameTextAsync()));
        Assert.Equal(Heard(order, "jerry", from => from == "tom"), await Read(() => jerry.ReadFrameTextAsync()));
        Assert.Equal(Heard(order, "Lin", _ => false), await Read(() => LineAsync(line)));
        Assert.Equal(
            order.Where(message => message.From.Name != "Jay").Select(message => (message.Seq, message.Text)),
            await Read(async () => await json.ReadJsonAsync("message") is var message ? (message.Seq(), message.Text("text")) : default));
    }

    private static IEnumerable<string> Heard(IEnumerable<ChatMessage> order, string by, Func<string, bool> plain) => order
        .Where(message => message.From.Name != by)
        .Select(message => plain(message.From.Name) ? message.Text : $"{message.From.Name}: {message.Text}");

    private static async Task<string> LineAsync(RawClient line)
    {
        string text;
        do
        {
            text = await line.ReadLineAsync();
        }
        while (text.StartsWith("* ", StringComparison.Ordinal));
        return text;
    }

    private static async Task<List<T>> Read<T>(Func<Task<T>> next)
    {
        var all = new List<T>();
        while (all.Count < 4 * Each)
        {
            all.Add(await next());
        }

        return all;
    }

    private static async Task Repeat(Func<int, Task> say)
    {
        for (var i = 0; i < Each; i++)
        {
            await say(i);
        }
    }
}
