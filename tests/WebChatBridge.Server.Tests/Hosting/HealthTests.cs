using System.Net;
using System.Text.Json;

namespace WebChatBridge.Server.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_AfterTheStart_TellsEndpointsAndLog()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ready", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("""{"store":"memory","state":"ok"}""", json.RootElement.GetProperty("log").GetRawText());
        var endpoints = json.RootElement.GetProperty("endpoints").EnumerateArray().ToList();
        Assert.Equal(["tutorial", "text", "json"], endpoints.Select(endpoint => endpoint.GetProperty("name").GetString()));
        Assert.Equal(["header64", "line", "json"], endpoints.Select(endpoint => endpoint.GetProperty("dialect").GetString()));
        Assert.Equal(["pairs", "lobby", "lobby"], endpoints.Select(endpoint => endpoint.GetProperty("seating").GetString()));
        Assert.All(endpoints, endpoint =>
        {
            var address = IPEndPoint.Parse(Assert.Single(endpoint.GetProperty("listening").EnumerateArray().Select(one => one.GetString()!)));
            Assert.NotEqual(0, address.Port);
            Assert.Equal(0, endpoint.GetProperty("sessions").GetInt32());
        });
    }

    [Fact]
    public async Task Live_AfterTheStart_Answers()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal("""{"status":"live"}""", await server.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
    }
}
