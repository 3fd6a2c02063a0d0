using System.Collections.Concurrent;
using System.Threading.Channels;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests.Client;

/// <summary>What the hub of a <see cref="HubHost"/> knows and was told: one room, <c>lobby</c>, whose messages survive the connections.</summary>
internal sealed class HubDouble
{
    private readonly Lock _lock = new();
    private readonly List<ChatMessage> _log = [];
    private readonly List<ChannelWriter<WatchBatch>> _watchers = [];
    private FollowRequest? _follow;

    /// <summary>Every call as it came over the wire, in order: the method's name and its arguments.</summary>
    public Channel<(string Method, object?[] Arguments)> Calls { get; } = Channel.CreateUnbounded<(string, object?[])>();

    /// <summary>Aborts the connection that watches.</summary>
    public Action Cut { get; set; } = () => { };

    /// <summary>What the next call of this method answers; missing: nothing.</summary>
    public ConcurrentDictionary<string, object> Answers { get; } = new(StringComparer.Ordinal);

    public static ChatMessage Message(long seq, string room = "lobby") => new()
    {
        Room = room,
        Seq = seq,
        At = new DateTimeOffset(2026, 11, 22, 12, 3, 11, 204, TimeSpan.Zero),
        From = new Sender(17, "tom", Origin.Tcp),
        Payload = System.Text.Encoding.UTF8.GetBytes($"message {seq}"),
    };

    /// <summary>Stores a message; who follows gets it at once.</summary>
    public void Say(long seq)
    {
        lock (_lock)
        {
            _log.Add(Message(seq));
            if (_follow is not null)
            {
                Push(new WatchBatch { Messages = [Message(seq)] });
            }
        }
    }

    /// <summary>A relay whose memory log began anew.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _log.Clear();
        }
    }

    public void Push(WatchBatch batch)
    {
        lock (_lock)
        {
            _watchers.ForEach(watcher => watcher.TryWrite(batch));
        }
    }

    public ChannelReader<WatchBatch> Watch()
    {
        lock (_lock)
        {
            _watchers.ForEach(watcher => watcher.TryComplete());
            _watchers.Clear();
            _follow = null;
            var batches = Channel.CreateUnbounded<WatchBatch>();
            _watchers.Add(batches.Writer);
            var lobby = new RoomInfo { Name = "lobby", Kind = RoomKind.Lobby, LastSeq = _log.Count == 0 ? 0 : _log[^1].Seq };
            batches.Writer.TryWrite(new WatchBatch { Snapshot = true, Rooms = [lobby] });
            return batches.Reader;
        }
    }

    public void Follow(FollowRequest request)
    {
        lock (_lock)
        {
            _follow = request;
            var missed = _log.Where(message => message.Seq > (request.After ?? long.MaxValue)).ToList();
            if (missed.Count > 0)
            {
                Push(new WatchBatch { Messages = missed });
            }
        }

        Told(nameof(Follow), request);
    }

    public void Told(string method, params object?[] arguments) => Calls.Writer.TryWrite((method, arguments));
}
