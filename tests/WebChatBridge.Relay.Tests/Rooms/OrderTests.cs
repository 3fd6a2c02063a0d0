using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Rooms;

/// <summary>One total order for every member, whatever it speaks; each sender's own order in it; acked ⊆ stored ⊆ attempted.</summary>
public sealed class OrderTests
{
    private const int Each = 300;

    [Fact]
    public async Task MixedMembers_SeeOneGaplessOrder_EqualToTheLog()
    {
        await using var relay = await TestRelay.StartAsync();
        var text = relay.EndpointOf("text", "line", "lobby");
        var header = relay.EndpointOf("header", "header64", "lobby");
        var lines = new List<TestClient> { await relay.LineAsync("L0", text), await relay.LineAsync("L1", text) };
        var jsons = new List<TestClient> { await relay.JsonAsync(), await relay.JsonAsync() };
        var frame = await relay.ConnectAsync(header);
        frame.Send("hello");
        await relay.UntilAsync(() => frame.Session.Announced);
        var user = await relay.Hub.EnterAsync("Boss", null);
        await using var watcher = await relay.Hub.WatchAsync(user);
        watcher.Follow(new FollowRequest("lobby"));
        await watcher.NextAsync(Deadline.Token());
        await relay.SyncAsync([.. lines, .. jsons, frame]);
        List<TestClient> all = [.. lines, .. jsons, frame];
        all.ForEach(client => client.Rest());
        var total = 1 + (Each * 6);

        await Task.WhenAll([
            .. lines.Select(client => Task.Run(() => Say(client, i => $"{client.Name}/{i}"))),
            .. jsons.Select(client => Task.Run(() => Say(client, i => $$"""{"type":"post","id":"{{i}}","text":"{{client.Name}}/{{i}}"}"""))),
            Task.Run(() => Say(frame, i => $"{frame.Name}/{i}")),
            Task.Run(async () =>
            {
                for (var i = 1; i <= Each; i++)
                {
                    Assert.Null((await relay.Hub.PostAsync(user, "lobby", Encoding.UTF8.GetBytes($"Boss/{i}"), $"{i}")).Rejected);
                }
            }),
        ]);
        var watched = new List<ChatMessage>();
        var deadline = Deadline.Token();
        while (watched.LastOrDefault()?.Seq != total)
        {
            watched.AddRange((await watcher.NextAsync(deadline)).Messages); // may skip, must not disorder
            deadline.ThrowIfCancellationRequested();
        }

        var log = await relay.Log.AllAsync("lobby");
        Assert.Equal(Enumerable.Range(1, total).Select(static n => (long)n), log.Select(static message => message.Seq));
        foreach (var sender in log.Skip(1).GroupBy(static message => message.From.Name))
        {
            Assert.Equal(Enumerable.Range(1, Each).Select(i => $"{sender.Key}/{i}"), sender.Select(static message => message.Text));
        }

        await relay.SyncAsync([.. all]);
        foreach (var client in lines.Append(frame))
        {
            var said = client.Rest().Where(static line => !line.StartsWith('*'));
            Assert.Equal(log.Skip(1).Where(message => message.From.Id != client.Session.Id).Select(static message => $"{message.From.Name}: {message.Text}"), said);
        }

        foreach (var client in jsons)
        {
            var events = client.Rest().Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement)
                .Where(static what => what.GetProperty("type").GetString() is "message" or "ack").ToList();
            Assert.Equal(log.Skip(1).Select(static message => message.Seq), events.Select(static what => what.GetProperty("seq").GetInt64()));
        }

        Assert.Equal(watched.Select(static message => message.Seq).Order().Distinct(), watched.Select(static message => message.Seq));
    }

    [Fact]
    public async Task Batches_GrowUnderLoad_AndHaveABound()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var gate = new TaskCompletionSource();
        relay.Log.AppendGate = gate.Task;

        tom.Send(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 3_000).Select(static i => $"{i}\n"))));
        tom.Send("0");
        gate.SetResult();

        await relay.UntilAsync(() => tom.Session.MessagesIn == 3_001);
        await relay.SyncAsync();
        Assert.Equal(3_001, relay.Log.Batches.Sum());
        Assert.InRange(relay.Log.Batches.Max(), 2, 1_000);
    }

    private static void Say(TestClient client, Func<int, string> words)
    {
        for (var i = 1; i <= Each; i++)
        {
            client.Send(words(i));
        }
    }
}
