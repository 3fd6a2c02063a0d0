using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests.Client;

public sealed class HubJsonTests
{
    [Fact]
    public void Batch_Written_IsSpelledAsDocumented()
    {
        var batch = new WatchBatch
        {
            Messages = [HubDouble.Message(7)],
            Events = [new RoomEvent("lobby", 7, DateTimeOffset.UnixEpoch, PresenceChange.Left, new Sender(2, "jerry", Origin.Web), Reason: new CloseReason(CloseCode.PeerReset, "reset", Evidence: [0x16, 0x03]))],
        };

        var json = JsonSerializer.Serialize(batch, HubJson.Options);

        Assert.Equal(
            """{"snapshot":false,"sessions":[],"rooms":[],"roomsGone":[],"messages":[{"room":"lobby","seq":7,"at":"2026-11-22T12:03:11.204Z","from":{"id":17,"name":"tom","origin":"tcp"},"text":"message 7"}],"events":[{"room":"lobby","afterSeq":7,"at":"1970-01-01T00:00:00.000Z","change":"left","who":{"id":2,"name":"jerry","origin":"web"},"reason":{"code":"peerReset","sentence":"reset","evidence":"FgM="}}],"hints":[],"checkUps":[]}""",
            json);
    }

    [Fact]
    public void Batch_WrittenAndRead_IsTheSame()
    {
        var session = new SessionInfo
        {
            Id = 17, Name = "tom", Origin = Origin.Tcp, Endpoint = "text", Dialect = "line", OpenedAt = DateTimeOffset.UnixEpoch,
            State = SessionState.HalfClosed, Pending = new PendingInput(3, [1, 2, 3], DateTimeOffset.UnixEpoch, null),
        };

        var json = JsonSerializer.Serialize(new WatchBatch { Snapshot = true, Me = session, Messages = [HubDouble.Message(1)] }, HubJson.Options);
        var read = JsonSerializer.Deserialize<WatchBatch>(json, HubJson.Options)!;

        Assert.True(read.Snapshot);
        Assert.Equal(session with { Pending = null }, read.Me! with { Pending = null });
        Assert.Equal([1, 2, 3], read.Me.Pending!.Preview);
        Assert.Equal("message 1", Assert.Single(read.Messages).Text);
    }

    [Fact]
    public void Enum_AsANumber_IsRefused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FollowRequest>("""{"room":"lobby","mode":1}""", HubJson.Options));
}
