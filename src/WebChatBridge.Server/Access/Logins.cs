using System.Collections.Concurrent;
using System.Security.Cryptography;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>
/// Everybody who is signed in. They are kept beside the history, so that neither a restart signs anybody out nor a copy of
/// an old cookie comes back to life after it.
/// </summary>
internal sealed class Logins
{
    private readonly ConcurrentDictionary<string, Login> byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Login> over = new(StringComparer.Ordinal);
    private readonly RecordFolder<LoginRecord> files;
    private readonly TimeProvider time;
    private readonly TimeSpan life;

    public Logins(AccessFolder folder, ConsoleOptions options, TimeProvider time)
    {
        files = folder.Logins;
        this.time = time;
        life = TimeSpan.FromDays(options.LoginDays);
    }

    /// <summary>Begins a login; answers it with the secret that nobody keeps but its owner.</summary>
    public (Login Login, string Secret) Begin(Role role, string? name, string? address, string? browser)
    {
        var secret = Token.New();
        var record = Draft(role, name, program: false) with { Address = address, Browser = browser };
        files.Put(Token.Hash(secret), record);
        return (Live(Token.Hash(secret), record)!, secret);
    }

    /// <summary>Makes a token for a program. The server that runs finds it when it is used.</summary>
    public string MakeProgram(Role role, string name)
    {
        var secret = Token.New();
        files.Put(Token.Hash(secret), Draft(role, name, program: true));
        return secret;
    }

    /// <summary>The login with that secret; null when there is none any more.</summary>
    public Login? BySecret(string secret, bool program)
    {
        if (Token.In(secret) != secret)
        {
            return null;
        }

        var hash = Token.Hash(secret);
        var login = byHash.GetValueOrDefault(hash) ?? (files.Find(hash) is { } record ? Live(hash, record) : null);
        return login is { Ended.IsCancellationRequested: false } && login.Record.Until > time.GetUtcNow() && login.Record.Program == program ? login : null;
    }

    public Login? ById(string? id) => byHash.Values.FirstOrDefault(login => login.Record.Id == id);

    /// <summary>All, also those that another process has made.</summary>
    public IReadOnlyList<Login> All()
    {
        foreach (var (hash, record) in files.All())
        {
            Live(hash, record);
        }

        return [.. byHash.Values.OrderBy(static login => login.Record.Since)];
    }

    /// <summary>Ends a login for good; false when it was over already.</summary>
    public bool End(Login login)
    {
        // Whoever has read the file a moment ago must not bring it back to life.
        over[login.Hash] = login;
        files.Remove(login.Hash);
        var lived = byHash.TryRemove(login.Hash, out _);
        login.End();
        return lived;
    }

    private LoginRecord Draft(Role role, string? name, bool program) => new()
    {
        Id = RandomNumberGenerator.GetHexString(8, lowercase: true),
        Role = role,
        Name = name,
        Program = program,
        Since = time.GetUtcNow(),
        Until = time.GetUtcNow() + life,
    };

    private Login? Live(string hash, LoginRecord record)
    {
        var left = record.Until - time.GetUtcNow();
        if (left <= TimeSpan.Zero || over.ContainsKey(hash))
        {
            files.Remove(hash);
            return null;
        }

        return byHash.GetOrAdd(hash, static (hash, made) =>
        {
            var login = new Login(hash, made.Record, new CancellationTokenSource(made.Left, made.Logins.time));
            login.Ended.Register(() => made.Logins.End(login));
            return login;
        }, (Logins: this, Record: record, Left: left));
    }
}
