using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests.Client;

/// <summary>A real Kestrel on a loopback port with a <see cref="ScriptedHub"/> at <c>/hub</c>.</summary>
internal sealed class HubHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HubHost(WebApplication app, HubDouble house, int port)
    {
        _app = app;
        House = house;
        Port = port;
    }

    public HubDouble House { get; }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/hub");

    /// <summary>Starts one. <paramref name="token"/>: the bearer token it wants; without it the answer is 401.</summary>
    public static async Task<HubHost> StartAsync(int port = 0, HubDouble? house = null, string? token = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        house ??= new HubDouble();
        builder.Services.AddSingleton(house);
        builder.Services.AddSignalR().AddJsonProtocol(json => HubJson.Configure(json.PayloadSerializerOptions));
        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (token is not null && context.Request.Headers.Authorization != $"Bearer {token}")
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }

            return next(context);
        });
        app.MapHub<ScriptedHub>("/hub");
        await app.StartAsync();
        return new HubHost(app, house, new Uri(app.Urls.First()).Port);
    }

    public async ValueTask DisposeAsync()
    {
        // A watcher's stream would hold the stop for its whole grace.
        House.Cut();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
