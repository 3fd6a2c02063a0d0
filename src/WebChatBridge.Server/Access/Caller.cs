using System.Security.Claims;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Who asks, as the framework carries it: a role, and the login unless everybody may do everything.</summary>
internal static class Caller
{
    private const string LoginClaim = "login";

    public static ClaimsPrincipal Principal(string scheme, Role role, string? login) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Role, role.ToString()), .. login is null ? Array.Empty<Claim>() : [new Claim(LoginClaim, login)]], scheme));

    /// <summary>Null for somebody who is not signed in.</summary>
    public static Role? RoleOf(ClaimsPrincipal? user) => Enum.TryParse<Role>(user?.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;

    public static string? LoginOf(ClaimsPrincipal? user) => user?.FindFirstValue(LoginClaim);

    public static bool May(ClaimsPrincipal? user, Role needed) => RoleOf(user) >= needed;

    /// <summary>As the audit calls somebody.</summary>
    public static string Words(Role role, string? login, string? name) =>
        $"{role.ToString().ToLowerInvariant()}{(login is null ? "" : $" {login}")}{(name is null ? "" : $" ({name})")}";
}
