using Microsoft.AspNetCore.Http.Features;

namespace WebChatBridge.Server;

/// <summary>How many may be open at once: of all, and of one login. The setting for one login is named like the other, and <c>PerLogin</c>.</summary>
internal abstract class Places(string one, string several, string setting, int most, int mostPerLogin)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> logins = [];
    private int all;

    /// <summary>Why there is no place for one more; null when there is. Nobody's login where nobody has to sign in.</summary>
    public string? Against(Login? login)
    {
        lock (gate)
        {
            return login is not null && logins.GetValueOrDefault(login.Hash) >= mostPerLogin ? Full(mostPerLogin, " of your login", "PerLogin")
                : all >= most ? Full(most, "", "")
                : null;
        }
    }

    /// <summary>Serves a request that takes a place for as long as it lasts; refuses it when there is none.</summary>
    public async Task ServeAsync(HttpContext context, RequestDelegate serve)
    {
        var login = context.Features.Get<Login>();
        if (Enter(login) is { } full)
        {
            await RefuseAsync(context, full);
            return;
        }

        try
        {
            await serve(context);
        }
        finally
        {
            Leave(login);
        }
    }

    /// <summary>Status 429. A SignalR client is shown no body, but the reason of the status, if it speaks HTTP/1.1.</summary>
    public static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = why;
        return context.Response.WriteAsync($"{why}\n");
    }

    private string? Enter(Login? login)
    {
        lock (gate)
        {
            if (Against(login) is { } refusal)
            {
                return refusal;
            }

            Count(login, 1);
            return null;
        }
    }

    private void Leave(Login? login)
    {
        lock (gate)
        {
            Count(login, -1);
        }
    }

    private string Full(int limit, string whose, string suffix) =>
        $"{limit:N0} {(limit == 1 ? $"{one}{whose} is" : $"{several}{whose} are")} open, and that is the limit ({setting}{suffix}).";

    private void Count(Login? login, int more)
    {
        all += more;
        if (login is not null && (logins[login.Hash] = logins.GetValueOrDefault(login.Hash) + more) == 0)
        {
            logins.Remove(login.Hash);
        }
    }
}
