using System.Runtime.CompilerServices;
using System.Threading.Channels;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests;

/// <summary>The wire made visible, as a test wants it: what is asked is written down, the answers are the test's.</summary>
public sealed partial class FakeConsoleConnection
{
    private readonly List<Channel<TrafficBatch>> _traffic = [];
    private readonly SemaphoreSlim _asked = new(0);
    private TaskCompletionSource? _taken;

    /// <summary>Every stream of traffic that was asked for, in order.</summary>
    public List<TrafficRequest> TrafficRequests { get; } = [];

    /// <summary>Every page of traffic that was asked for, in order.</summary>
    public List<TrafficQuery> TrafficQueries { get; } = [];

    /// <summary>Every trace that was asked for, in order.</summary>
    public List<TraceQuery> TraceQueries { get; } = [];

    /// <summary>What was done to sessions, in order: <c>send 17 68 69 from 1042</c>, <c>speak 17 raw</c>, <c>misbehave 17 Slice</c>, <c>partner echo lobby</c>, …</summary>
    public List<string> Deeds { get; } = [];

    /// <summary>Who is signed in; by default nobody.</summary>
    public List<Person> People { get; } = [];

    /// <summary>Answers pages of traffic; by default there is none.</summary>
    public Func<TrafficQuery, TrafficPage>? OnTrafficHistory { get; set; }

    /// <summary>What a stream of traffic that nobody reads any more ends with; by default with its cancellation.</summary>
    public Func<Exception>? OnTrafficCancelled { get; set; }

    /// <summary>Answers traces; by default no session is known.</summary>
    public Func<TraceQuery, SessionTrace?>? OnTrace { get; set; }

    /// <summary>Answers the start of a check-up; by default it is number 1.</summary>
    public CheckUpStart CheckUpStart { get; set; } = new(1, null);

    /// <summary>Hands the newest stream of traffic a batch.</summary>
    public void PushTraffic(TrafficBatch batch) => _traffic[^1].Writer.TryWrite(batch);

    /// <summary>Hands the newest stream of traffic a batch; answers when its reader has taken it in and wants the next.</summary>
    public Task PushTrafficAsync(TrafficBatch batch)
    {
        var taken = _taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        PushTraffic(batch);
        return taken.Task;
    }

    /// <summary>Answers when so many streams of traffic have been asked for, with the last of them.</summary>
    public async Task<TrafficRequest> TrafficAskedAsync(int streams)
    {
        while (TrafficRequests.Count < streams)
        {
            await _asked.WaitAsync();
        }

        return TrafficRequests[^1];
    }

    /// <summary>Breaks the newest stream of traffic.</summary>
    public void BreakTraffic(Exception error) => _traffic[^1].Writer.TryComplete(error);

    public async IAsyncEnumerable<TrafficBatch> TrafficAsync(TrafficRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = Channel.CreateUnbounded<TrafficBatch>();
        _traffic.Add(stream);
        TrafficRequests.Add(request);
        _asked.Release();
        await using var cancelled = cancellationToken.Register(() =>
        {
            if (OnTrafficCancelled is { } error)
            {
                stream.Writer.TryComplete(error());
            }
        });
        await foreach (var batch in stream.Reader.ReadAllAsync(OnTrafficCancelled is null ? cancellationToken : default))
        {
            yield return batch;
            _taken?.TrySetResult();
        }
    }

    public Task<TrafficPage> TrafficHistoryAsync(TrafficQuery query, CancellationToken cancellationToken)
    {
        TrafficQueries.Add(query);
        return Task.FromResult(OnTrafficHistory?.Invoke(query) ?? new TrafficPage([], false, 0, 0));
    }

    public Task<SessionTrace?> TraceAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        TraceQueries.Add(query);
        return Task.FromResult(OnTrace?.Invoke(query));
    }

    public Task<Rejection?> SendBytesAsync(long session, ReadOnlyMemory<byte> bytes, long? resentFrom) =>
        Done($"send {session} {Convert.ToHexStringLower(bytes.Span)}{(resentFrom is { } seq ? $" from {seq}" : "")}");

    public Task<Rejection?> SpeakAsync(long session, string dialect) => Done($"speak {session} {dialect}");

    public Task<Rejection?> MisbehaveAsync(long session, Misbehaviour? how) => Done($"misbehave {session} {how?.ToString() ?? "off"}");

    public Task<Rejection?> BanAsync(string network, int minutes) => Done($"ban {network} {minutes}");

    public Task<Rejection?> LiftBanAsync(string network) => Done($"lift {network}");

    public Task<Rejection?> InvitePartnerAsync(string partner, string room) => Done($"partner {partner} {room}");

    public Task<CheckUpStart> StartCheckUpAsync(long session)
    {
        Deeds.Add($"check-up {session}");
        return Task.FromResult(CheckUpStart);
    }

    public Task<Rejection?> JudgeCheckUpAsync(long checkUp, string step, bool passed) => Done($"judge {checkUp} {step} {(passed ? "passed" : "failed")}");

    public Task<Rejection?> StopCheckUpAsync(long checkUp) => Done($"stop check-up {checkUp}");

    public Task<PeoplePage> PeopleAsync() => Task.FromResult(new PeoplePage([.. People], Refusal));

    public Task<Rejection?> SignOutAsync(string person) => Done($"sign out {person}");

    public Task<LoginLink> MakeLinkAsync(Role role)
    {
        Deeds.Add($"link {role}");
        return Task.FromResult(new LoginLink("/login#t=0123", Samples.Noon + TimeSpan.FromMinutes(10), Refusal));
    }

    private Task<Rejection?> Done(string deed)
    {
        Deeds.Add(deed);
        return Task.FromResult(Refusal);
    }
}
