using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Signing in by an identity provider: the code flow with PKCE, and its groups mapped to our roles.</summary>
internal static partial class Oidc
{
    public const string Scheme = "oidc";

    public static void AddProvider(this AuthenticationBuilder builder, OidcOptions settings) => builder.AddOpenIdConnect(Scheme, options =>
    {
        options.SignInScheme = AccessHandler.Console;
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase); // loopback may do without
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret.Length == 0 ? null : settings.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.CallbackPath = "/login/callback";

        // The provider leads the browser here by a link: lax is enough, and works without TLS on loopback.
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Events.OnTokenValidated = context =>
        {
            if (RoleOf(context.Principal!, settings) is { } role)
            {
                context.Principal = Named(role, context.Principal!, settings);
            }
            else
            {
                context.HttpContext.RequestServices.GetRequiredService<Audit>().Write(NameOf(context.Principal!, settings) ?? "somebody", "was refused at the login: no role is mapped to his groups");
                Turn(context, "no-role");
            }

            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            var log = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Oidc).FullName!);
            Log.Failed(log, context.Failure?.Message);
            Turn(context, "failed");
            return Task.CompletedTask;
        };
    });

    /// <summary>The greatest role that the claim gives; null for none.</summary>
    public static Role? RoleOf(ClaimsPrincipal user, OidcOptions settings)
    {
        var values = user.FindAll(settings.RoleClaim).Select(static claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        return Has(settings.Operators) ? Role.Operator : Has(settings.Participants) ? Role.Participant : Has(settings.Viewers) ? Role.Viewer : null;

        bool Has(List<string> wanted) => wanted.Exists(one => one == "*" || values.Contains(one));
    }

    private static ClaimsPrincipal Named(Role role, ClaimsPrincipal user, OidcOptions settings) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Role, role.ToString()), new Claim(ClaimTypes.Name, NameOf(user, settings) ?? "nameless")], Scheme));

    private static string? NameOf(ClaimsPrincipal user, OidcOptions settings) =>
        (user.FindFirstValue(settings.NameClaim) ?? user.FindFirstValue("name") ?? user.FindFirstValue("sub")) is { } name ? name[..Math.Min(name.Length, 64)] : null;

    private static void Turn(HandleRequestContext<OpenIdConnectOptions> context, string said)
    {
        context.Response.Redirect($"/login?said={said}");
        context.HandleResponse();
    }

    private static void Turn(RemoteFailureContext context, string said)
    {
        context.Response.Redirect($"/login?said={said}");
        context.HandleResponse();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The identity provider's answer was not taken: {Why}")]
        public static partial void Failed(ILogger logger, string? why);
    }
}
