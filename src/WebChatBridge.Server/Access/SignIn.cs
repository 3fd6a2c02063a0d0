using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Signing in and out, each told to the audit.</summary>
internal sealed class SignIn(Logins logins, Links links, Tickets tickets, FailedTries tries, Audit audit)
{
    public Login? BySecret(string secret, bool program) => logins.BySecret(secret, program);

    public Login? ByTicket(string ticket) => tickets.Take(ticket);

    /// <summary>Signs a browser in with what somebody pasted; answers how that went, as the login page's address says it.</summary>
    public string? With(HttpContext http, string? pasted)
    {
        var address = http.Connection.RemoteIpAddress;
        if (tries.Wait(address) is { } left)
        {
            return $"wait-{Math.Ceiling(left.TotalSeconds):0}";
        }

        var token = Token.In(pasted);
        if (token is null || links.Take(token) is not { } role)
        {
            tries.Failed(address);
            audit.Write("somebody", $"was refused at the login from {From(http)}: {(token is null ? "that was no token" : "no link has that token, or no more")}");
            return token is null ? "no-token" : "spent";
        }

        tries.Succeeded(address);
        As(http, role, name: null);
        return null;
    }

    /// <summary>Begins a login and gives the browser its cookie; the login it had before is over.</summary>
    public void As(HttpContext http, Role role, string? name)
    {
        EndAfter(http);
        var (login, secret) = logins.Begin(role, name, http.Connection.RemoteIpAddress?.ToString(), BrowserName.Of(http.Request.Headers.UserAgent));
        LoginCookie.Write(http, secret, login.Record.Until);
        audit.Write(login.Who, $"signed in from {From(http)}");
    }

    /// <summary>Ends the login of whoever asks, once he has been answered.</summary>
    public void Out(HttpContext http)
    {
        LoginCookie.Clear(http);
        EndAfter(http);
    }

    /// <summary>Somebody asked for what his role does not allow.</summary>
    public void Refused(HttpContext http, string what) => Did(http, $"was refused {what}");

    /// <summary>Somebody did something by a plain request.</summary>
    public void Did(HttpContext http, string deed) => audit.Write(http.Features.Get<Login>()?.Who ?? Caller.Words(Role.Operator, login: null, name: null), deed);

    private void EndAfter(HttpContext http)
    {
        if (http.Features.Get<Login>() is { Record.Program: false } login)
        {
            http.Response.OnCompleted(() =>
            {
                if (logins.End(login))
                {
                    audit.Write(login.Who, "signed out");
                }

                return Task.CompletedTask;
            });
        }
    }

    private static string From(HttpContext http) => $"{http.Connection.RemoteIpAddress?.ToString() ?? "nowhere"} with {BrowserName.Of(http.Request.Headers.UserAgent)}";
}
