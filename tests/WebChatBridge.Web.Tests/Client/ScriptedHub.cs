using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests.Client;

/// <summary>The hub's wire names, by hand; what happens behind them is <see cref="HubDouble"/>'s.</summary>
internal sealed class ScriptedHub(HubDouble house) : Hub, IConsoleHub
{
    public async IAsyncEnumerable<WatchBatch> Watch([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        house.Cut = Context.Abort;
        await foreach (var batch in house.Watch().ReadAllAsync(cancellationToken))
        {
            yield return batch;
        }
    }

    public Task Follow(FollowRequest request)
    {
        house.Follow(request);
        return Task.CompletedTask;
    }

    public Task<HistoryPage> History(HistoryQuery query) => Answer<HistoryPage>(nameof(History), query)!;

    public Task<Rejection?> Join(string room) => Answer<Rejection>(nameof(Join), room);

    public Task<PostResult> Post(string room, byte[] payload, string? id) => Answer<PostResult>(nameof(Post), room, payload, id)!;

    public Task<PostResult> Direct(long session, byte[] payload, string? id) => Answer<PostResult>(nameof(Direct), session, payload, id)!;

    public Task<Rejection?> Rename(long? session, string name) => Answer<Rejection>(nameof(Rename), session, name);

    public Task<Rejection?> CloseSession(long session, bool reset) => Answer<Rejection>(nameof(CloseSession), session, reset);

    public async IAsyncEnumerable<TrafficBatch> Traffic(TrafficRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in await Answer<TrafficBatch[]>(nameof(Traffic), request) ?? [])
        {
            yield return batch;
        }
    }

    public Task<TrafficPage> TrafficHistory(TrafficQuery query) => Answer<TrafficPage>(nameof(TrafficHistory), query)!;

    public Task<SessionTrace?> Trace(TraceQuery query) => Answer<SessionTrace>(nameof(Trace), query);

    public Task<Rejection?> SendBytes(long session, byte[] bytes, long? resentFrom) => Answer<Rejection>(nameof(SendBytes), session, bytes, resentFrom);

    public Task<Rejection?> Speak(long session, string dialect) => Answer<Rejection>(nameof(Speak), session, dialect);

    public Task<Rejection?> Misbehave(long session, Misbehaviour? how) => Answer<Rejection>(nameof(Misbehave), session, how);

    public Task<Rejection?> Ban(string network, int minutes) => Answer<Rejection>(nameof(Ban), network, minutes);

    public Task<Rejection?> LiftBan(string network) => Answer<Rejection>(nameof(LiftBan), network);

    public Task<Rejection?> InvitePartner(string partner, string room) => Answer<Rejection>(nameof(InvitePartner), partner, room);

    public Task<CheckUpStart> StartCheckUp(long session) => Answer<CheckUpStart>(nameof(StartCheckUp), session)!;

    public Task<Rejection?> JudgeCheckUp(long checkUp, string step, bool passed) => Answer<Rejection>(nameof(JudgeCheckUp), checkUp, step, passed);

    public Task<Rejection?> StopCheckUp(long checkUp) => Answer<Rejection>(nameof(StopCheckUp), checkUp);

    public Task<PeoplePage> People() => Answer<PeoplePage>(nameof(People))!;

    public Task<Rejection?> SignOut(string person) => Answer<Rejection>(nameof(SignOut), person);

    public Task<LoginLink> MakeLink(Role role) => Answer<LoginLink>(nameof(MakeLink), role)!;

    private Task<T?> Answer<T>(string method, params object?[] arguments)
        where T : class
    {
        house.Told(method, arguments);
        return house.Answers.TryGetValue(method, out var answer) && answer is Exception fault
            ? Task.FromException<T?>(fault)
            : Task.FromResult((T?)answer);
    }
}
