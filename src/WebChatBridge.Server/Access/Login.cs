using System.Collections.Concurrent;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>A login that lives: whoever serves it watches <see cref="Ended"/>.</summary>
internal sealed class Login(string hash, LoginRecord record, CancellationTokenSource end)
{
    private readonly ConcurrentDictionary<long, Session> sessions = [];

    /// <summary>What its file is called.</summary>
    public string Hash => hash;

    public LoginRecord Record => record;

    /// <summary>Cancelled when it is over, for whatever reason.</summary>
    public CancellationToken Ended { get; } = end.Token;

    /// <summary>As it is called in the audit: <c>operator 3f9a1c02 (alice)</c>.</summary>
    public string Who => Caller.Words(record.Role, record.Id, record.Name);

    public void Entered(Session session) => sessions[session.Id] = session;

    public void Left(Session session) => sessions.TryRemove(session.Id, out _);

    /// <summary>Ends whatever it opened.</summary>
    public void End() => end.Cancel();

    public Person Describe(string? me) => new()
    {
        Id = record.Id,
        Role = record.Role,
        Name = record.Name,
        Program = record.Program,
        Since = record.Since,
        Until = record.Until,
        Address = record.Address,
        Browser = record.Browser,
        Sessions = [.. sessions.Values.OrderBy(static session => session.Id).Select(static session => session.Who)],
        Me = record.Id == me,
    };
}
