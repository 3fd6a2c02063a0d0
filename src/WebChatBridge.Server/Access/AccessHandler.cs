using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Server;

/// <summary>
/// Finds out who asks. Pages know people by their cookie, everything else by <c>Authorization: Bearer</c> too; the hub, whose
/// scheme is <see cref="Bearer"/>, by that alone: a program's token, or the ticket of a circuit.
/// </summary>
internal sealed class AccessHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ConsoleOptions console, SignIn signIn)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Console = "console";
    public const string Bearer = "bearer";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (console.Access == "open")
        {
            return Task.FromResult(Known(Role.Operator, login: null));
        }

        if (Find() is not { } login)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        Context.Features.Set(login);
        return Task.FromResult(Known(login.Record.Role, login.Record.Id));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Scheme.Name == Console && HttpMethods.IsGet(Request.Method) && IsOfAPerson())
        {
            Response.Redirect($"/login?returnUrl={Uri.EscapeDataString(LocalPath.Of($"{Request.Path.ToUriComponent()}{Request.QueryString.ToUriComponent()}"))}");
            return;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        await SayAsync("Sign in first: Authorization: Bearer with a token that the command link --program NAME makes, on the machine of the server.\n");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        signIn.Refused(Context, $"{Request.Method} {Request.Path}");
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return SayAsync($"Signed in as {Caller.RoleOf(Context.User)?.ToString().ToLowerInvariant()}: that is not enough here.\n");
    }

    protected override Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        signIn.As(Context, Caller.RoleOf(user) ?? throw new InvalidOperationException("Whoever signs in has a role."), user.Identity?.Name);
        return Task.CompletedTask;
    }

    protected override Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        signIn.Out(Context);
        return Task.CompletedTask;
    }

    private Login? Find()
    {
        if (Request.Headers.Authorization is [{ } header] && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            var token = header[Prefix.Length..].Trim();
            return (Scheme.Name == Bearer ? signIn.ByTicket(token) : null) ?? signIn.BySecret(token, program: true);
        }

        return Scheme.Name == Console && LoginCookie.Read(Request) is { } cookie ? signIn.BySecret(cookie, program: false) : null;
    }

    private AuthenticateResult Known(Role role, string? login) => AuthenticateResult.Success(new AuthenticationTicket(Caller.Principal(Scheme.Name, role, login), Scheme.Name));

    private bool IsOfAPerson() => Request.Headers["Sec-Fetch-Mode"] == "navigate" || Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private Task SayAsync(string words)
    {
        Response.ContentType = "text/plain; charset=utf-8";
        Response.Headers.CacheControl = "no-store";
        return Response.WriteAsync(words);
    }
}
