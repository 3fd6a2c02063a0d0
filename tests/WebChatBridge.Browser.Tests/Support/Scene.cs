namespace WebChatBridge.Browser.Tests;

/// <summary>A lively house: a tutorial pair, people with nc, a sensor, somebody in the middle of a line, and some who left.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> programs = [];
    private readonly List<RawClient> sockets = [];

    public RawClient Sensor { get; private set; } = null!;

    public RawClient Ann { get; private set; } = null!;

    public RawClient Otter { get; private set; } = null!;

    public static async Task<Scene> SetAsync(LiveServer server)
    {
        var scene = new Scene();
        scene.Sensor = scene.Keep(await server.JsonAsync("line-3"));
        scene.Ann = scene.Keep(await server.TextAsync());
        await scene.Ann.SendAsync("/nick ann\n");
        await scene.Ann.ReadLineAsync();
        scene.Otter = scene.Keep(await server.TextAsync());
        await scene.PairAsync(server);
        await scene.TalkAsync(server);
        await LeaveAsync(server);
        await scene.Otter.SendAsync("PONG 4");
        return scene;
    }

    /// <summary>Readings go on, and are talked about.</summary>
    public async Task TalkOnAsync(int readings)
    {
        for (var i = 0; i < readings; i++)
        {
            await Sensor.PostAsync($"temp {21.9 + (0.5 * i):0.0} °C  pressure 1.012 bar");
        }

        await Ann.SendAsync("it warms up, valve 4 again?\n");
        await Sensor.ReadJsonAsync("message");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }

        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }

    // The tutorial's programs, as they are.
    private async Task PairAsync(LiveServer server)
    {
        RealProgram.Need("python3");
        var tom = RealProgram.Start("python3", Tutorial("tom"), $"{server.Tutorial.Port}", $"{server.Tutorial.Address}");
        programs.Add(tom);
        await tom.SayAsync("hello, is anybody there?");
        var jerry = RealProgram.Start("python3", Tutorial("jerry"), $"{server.Tutorial.Port}", $"{server.Tutorial.Address}");
        programs.Add(jerry);
        await jerry.UntilItPrintsAsync("is anybody there?");
        await jerry.SayAsync("yes! got it through the relay");
        await tom.UntilItPrintsAsync("through the relay");
    }

    private async Task TalkAsync(LiveServer server)
    {
        await Sensor.PostAsync("temp 21.5 °C  pressure 1.013 bar");
        await Ann.SendAsync("good morning from nc\n");
        await Sensor.ReadJsonAsync("message");
        await Sensor.PostAsync("temp 21.7 °C  pressure 1.012 bar");
        await Sensor.PostAsync("valve 4 open");
        await Otter.SendAsync("what opened it?\r\n");
        await Sensor.ReadJsonAsync("message");
        await Sensor.PostAsync("operator panel, key 7");
        await Ann.SendAsync("that was me, closing it again\n");
        await Sensor.ReadJsonAsync("message");
        using var tls = await RawClient.ConnectAsync(server.Text);
        await tls.SendAsync("GET / HTTP/1.1\r\nHost: chat\r\n\r\n");
        await tls.ReadToEndAsync();
    }

    private static async Task LeaveAsync(LiveServer server)
    {
        using var backup = await server.TextAsync();
        await backup.SendAsync("/nick backup\nbackup finished, 0 errors\n/quit\n");
        await backup.ReadToEndAsync();
    }

    private RawClient Keep(RawClient client)
    {
        sockets.Add(client);
        return client;
    }

    private static string Tutorial(string name) => Path.Combine(ServerProcess.Root, "tests", "Shared", "tutorial", name + ".py");
}
