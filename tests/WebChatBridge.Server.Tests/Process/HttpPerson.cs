using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A browser without a screen: keeps cookies, and follows no redirect by itself.</summary>
internal sealed class HttpPerson : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient http;

    public HttpPerson(Uri console)
    {
        http = new HttpClient(handler) { BaseAddress = console, Timeout = Soon.Deadline };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    public CookieCollection Cookies => handler.CookieContainer.GetCookies(http.BaseAddress!);

    /// <summary>A link of that role, as the command makes one: the token in it.</summary>
    public static string Token(LiveServer server, Role role) => Links(server).Make(role).Path["/login#t=".Length..];

    /// <summary>A program's token of that role.</summary>
    public static string Program(LiveServer server, Role role) => server.Services.GetRequiredService<Logins>().MakeProgram(role, "program");

    public static async Task<HttpPerson> SignedInAsync(LiveServer server, Role role)
    {
        var person = new HttpPerson(server.Console);
        using var answer = await person.SignInAsync(Token(server, role));
        Assert.Equal("/", answer.Headers.Location?.ToString());
        return person;
    }

    public Task<HttpResponseMessage> SignInAsync(string token, string? returnUrl = null) =>
        PostAsync("/login", new FormUrlEncodedContent([new("token", token), .. returnUrl is null ? Array.Empty<KeyValuePair<string, string>>() : [new("returnUrl", returnUrl)]]));

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

    public Task<HttpResponseMessage> GetAsync(Uri address) => http.GetAsync(address);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null) => http.PostAsync(new Uri(path, UriKind.Relative), content);

    /// <summary>Whether the console's first page is shown, not the login.</summary>
    public async Task<bool> IsInAsync()
    {
        using var page = await GetAsync("/sessions");
        return page.StatusCode == HttpStatusCode.OK || (page.StatusCode == HttpStatusCode.Found ? false : throw new InvalidOperationException($"{page.StatusCode}"));
    }

    public void Dispose() => http.Dispose();

    private static Links Links(LiveServer server) => server.Services.GetRequiredService<Links>();
}
