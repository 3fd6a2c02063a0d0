using Microsoft.AspNetCore.Authentication;
using WebChatBridge.Web.State;

namespace WebChatBridge.Server;

/// <summary>What the login page's form and the menu's "Sign out" post to. The page itself is the web project's.</summary>
internal static class LoginEndpoints
{
    // A token or a link, and a path.
    private const long LargestForm = 16 * 1024;

    public static void MapLogin(this IEndpointRouteBuilder endpoints, Settings settings)
    {
        // The page of that address would take a post, too.
        endpoints.MapPost("/login", SignInAsync).WithOrder(-1).AllowAnonymous();
        endpoints.MapPost("/logout", (HttpContext http, SignIn signIn) =>
        {
            signIn.Out(http);
            return SeeOther("/login?said=out");
        }).AllowAnonymous();
        if (settings.Console.Access == "oidc")
        {
            // A link, not a form: the content security policy lets forms lead to us only, also by a redirect.
            endpoints.MapGet("/login/provider", (string? returnUrl) =>
                Results.Challenge(new AuthenticationProperties { RedirectUri = LocalPath.Of(returnUrl) }, [Oidc.Scheme])).AllowAnonymous();
        }
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignIn signIn)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is not <= LargestForm)
        {
            return Results.Text("A form with the token is expected.\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var path = LocalPath.Of(form["returnUrl"]);
        return SeeOther(signIn.With(http, form["token"]) is { } said ? $"/login?said={said}&returnUrl={Uri.EscapeDataString(path)}" : path);
    }

    // A browser that posted a form asks for the next page by GET; going back does not post again.
    private static SeeOtherResult SeeOther(string path) => new(path);

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            httpContext.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }
    }
}
