namespace WebChatBridge.Server;

/// <summary>
/// The cookie of a login. Browsers share cookies among all ports of a host, so its name has the port: two consoles on one
/// machine do not sign each other out. Same-site strict: no other site's page can use it.
/// </summary>
internal static class LoginCookie
{
    public static string Name(HttpRequest request) => $"wcb-{request.Scheme}-{request.Host.Port ?? (request.IsHttps ? 443 : 80)}";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    public static void Write(HttpContext http, string secret, DateTimeOffset until) => http.Response.Cookies.Append(Name(http.Request), secret, Options(http.Request, until));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http.Request), Options(http.Request, until: null));

    private static CookieOptions Options(HttpRequest request, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = "/",
        Expires = until,
        IsEssential = true,
    };
}
