using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests;

/// <summary>
/// A relay of a test's making: batches come when the test pushes them; what the console asks is written down and answered
/// from <see cref="Log"/>.
/// </summary>
public sealed partial class FakeConsoleConnection : IConsoleConnection
{
    private readonly Channel<WatchBatch> _batches = Channel.CreateUnbounded<WatchBatch>();

    public ConsoleLink Link { get; private set; } = ConsoleLink.Connecting;

    public event Action? LinkChanged;

    /// <summary>Every Follow, in order.</summary>
    public List<FollowRequest> Follows { get; } = [];

    /// <summary>Every History, in order.</summary>
    public List<HistoryQuery> Queries { get; } = [];

    /// <summary>Every Join, in order.</summary>
    public List<string> Joins { get; } = [];

    /// <summary>What was posted or said directly, as text; the target is a room or <c>@session</c>.</summary>
    public List<(string Target, string Text)> Posts { get; } = [];

    /// <summary>Every Rename, in order.</summary>
    public List<(long? Session, string Name)> Renames { get; } = [];

    /// <summary>Every CloseSession, in order.</summary>
    public List<(long Session, bool Reset)> Closes { get; } = [];

    /// <summary>What History answers from.</summary>
    public List<ChatMessage> Log { get; } = [];

    /// <summary>Answers posts; by default stored and written to nobody.</summary>
    public Func<string, string, Task<PostResult>>? OnPost { get; set; }

    /// <summary>Answers joins, renames and closes; by default done.</summary>
    public Rejection? Refusal { get; set; }

    /// <summary>Hands the console a batch.</summary>
    public void Push(WatchBatch batch)
    {
        Log.AddRange(batch.Messages.Where(message => !Log.Exists(known => known.Room == message.Room && known.Seq == message.Seq)));
        _batches.Writer.TryWrite(batch);
    }

    /// <summary>Ends the stream with an error.</summary>
    public void Break(Exception error) => _batches.Writer.TryComplete(error);

    /// <summary>Changes the link and says so.</summary>
    public void SetLink(ConsoleLink link)
    {
        Link = link;
        LinkChanged?.Invoke();
    }

    public async IAsyncEnumerable<WatchBatch> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Link == ConsoleLink.Connecting)
        {
            SetLink(ConsoleLink.Online);
        }

        await foreach (var batch in _batches.Reader.ReadAllAsync(cancellationToken))
        {
            yield return batch;
        }
    }

    public Task FollowAsync(FollowRequest request)
    {
        Follows.Add(request);
        return Task.CompletedTask;
    }

    public Task<HistoryPage> HistoryAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        Queries.Add(query);
        var room = Log.Where(message => message.Room == query.Room).OrderBy(message => message.Seq).ToList();
        IEnumerable<ChatMessage> page = query switch
        {
            { After: { } after } => room.Where(message => message.Seq > after).Take(query.Limit),
            { Before: { } before } => room.Where(message => message.Seq < before).TakeLast(query.Limit),
            _ => room.TakeLast(query.Limit),
        };
        return Task.FromResult(new HistoryPage(
            query.Room, [.. page], [], room.Count == 0 ? 0 : room[0].Seq, room.Count == 0 ? 0 : room[^1].Seq));
    }

    public Task<Rejection?> JoinAsync(string room)
    {
        Joins.Add(room);
        return Task.FromResult(Refusal);
    }

    public Task<PostResult> PostAsync(string room, ReadOnlyMemory<byte> payload, string? id) => Said(room, room, payload);

    public Task<PostResult> DirectAsync(long session, ReadOnlyMemory<byte> payload, string? id) =>
        Said($"@{session}", $"@{session}", payload);

    public Task<Rejection?> RenameAsync(long? session, string name)
    {
        Renames.Add((session, name));
        return Task.FromResult(Refusal);
    }

    public Task<Rejection?> CloseSessionAsync(long session, bool reset)
    {
        Closes.Add((session, reset));
        return Task.FromResult(Refusal);
    }

    public ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private Task<PostResult> Said(string target, string room, ReadOnlyMemory<byte> payload)
    {
        var text = Encoding.UTF8.GetString(payload.Span);
        Posts.Add((target, text));
        return OnPost?.Invoke(target, text) ?? Task.FromResult(new PostResult(room, Posts.Count, [], []));
    }
}
