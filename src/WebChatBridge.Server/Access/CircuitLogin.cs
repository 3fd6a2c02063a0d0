using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using WebChatBridge.Protocol;
using WebChatBridge.Web;

namespace WebChatBridge.Server;

/// <summary>The login that a circuit belongs to: the one whose cookie opened it.</summary>
internal sealed class CircuitLogin(AuthenticationStateProvider state, Logins logins, Tickets tickets, ConsoleOptions options) : ILogin
{
    /// <inheritdoc/>
    public bool CanSignOut => options.Access != "open";

    /// <inheritdoc/>
    // Signed out between the page and its circuit: over from the beginning.
    public CancellationToken Ended => CanSignOut ? Find()?.Ended ?? new CancellationToken(canceled: true) : CancellationToken.None;

    /// <summary>What it may do.</summary>
    public Role Role => Caller.RoleOf(User) ?? Role.Viewer;

    // A circuit knows its user before its first component is made.
    private ClaimsPrincipal? User => state.GetAuthenticationStateAsync() is { IsCompletedSuccessfully: true } known ? known.Result.User : null;

    /// <summary>What it shows to the hub at a connect; null when the login is over.</summary>
    public Task<string?> TicketAsync() => Task.FromResult(Find() is { } login ? tickets.Make(login) : null);

    private Login? Find() => logins.ById(Caller.LoginOf(User));
}
