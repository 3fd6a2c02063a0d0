using System.Text.Json.Nodes;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>Two well-behaved json clients: what one posts is acknowledged, and comes to the other once, in order.</summary>
internal sealed class Control : IDisposable
{
    private readonly RawClient tom;
    private readonly RawClient jerry;
    private readonly string name;
    private Task saying = Task.CompletedTask;
    private volatile bool enough;
    private int said;

    private Control(RawClient tom, RawClient jerry, string name) => (this.tom, this.jerry, this.name) = (tom, jerry, name);

    /// <summary>How many were said, acknowledged and heard.</summary>
    public int Said => said;

    /// <summary>The longest that one of them took from the post to the hearing.</summary>
    public TimeSpan Longest { get; private set; }

    public static async Task<Control> BeginAsync(ServerProcess server, string room = "lobby")
    {
        var called = $"control-{room}";
        var (tom, jerry) = (await RawClient.ConnectAsync(server.Json), await RawClient.ConnectAsync(server.Json));
        await tom.HelloAsync(called, room);
        await jerry.HelloAsync($"{called}-hears", room);
        var control = new Control(tom, jerry, called);
        control.Talk();
        return control;
    }

    /// <summary>Goes on after an end.</summary>
    public void Talk()
    {
        enough = false;
        saying = SayAsync();
    }

    /// <summary>Falls silent. Throws when anything was lost, repeated or late beyond the deadline.</summary>
    public Task EndAsync()
    {
        enough = true;
        return saying;
    }

    public void Dispose()
    {
        tom.Dispose();
        jerry.Dispose();
    }

    private async Task SayAsync()
    {
        do
        {
            var text = $"{name} says {said}";
            var started = TimeProvider.System.GetTimestamp();
            await tom.PostAsync(text, $"{said}");
            Assert.Equal(text, (await HearAsync()).Text("text"));
            var took = TimeProvider.System.GetElapsedTime(started);
            Longest = took > Longest ? took : Longest;
            said++;
        }
        while (!enough);
    }

    private async Task<JsonObject> HearAsync()
    {
        while (true)
        {
            var heard = await jerry.ReadJsonAsync("message");
            if (heard.From() == name)
            {
                return heard;
            }
        }
    }
}
