using System.Text;
using WebChatBridge.Client;

namespace WebChatBridge.Promises.Tests;

/// <summary>P7: memory is bounded: by what sessions cost, by what may wait for those who do not read, and never by what a header claims.</summary>
public sealed class MemoryTests : IDisposable
{
    private const int MiB = 1_048_576;
    private const int SmallReceiveBuffer = 4_096;
    private const int Talkers = 10;

    private static readonly LineFraming Lines = new();

    private readonly TempFolder folder = new();
    private readonly List<Caller> callers = [];

    public void Dispose()
    {
        callers.ForEach(static caller => caller.Dispose());
        folder.Dispose();
    }

    /// <summary>A non-reader that is closed is followed by another one, so that there are always as many.</summary>
    [Fact]
    public async Task IdleSessions_NonReaders_AndTalk_StayWithinTheirMemory()
    {
        var (idle, deaf, perSecond, limit) = (Scale.Of(1_000, 10_000), 100, Scale.Of(1_000, 2_000), Scale.Of(384, 512));
        await using var server = await StartAsync();
        await SitAsync(server, idle, "d-quiet", listen: true);
        await SitAsync(server, Talkers, "d-busy", listen: true);
        var talk = new SteadyTalk(callers[^Talkers..], perSecond);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(Scale.Of(3, 30)));

        var came = await Task.WhenAll([.. Enumerable.Range(0, deaf).Select(_ => ComeAgainAsync(server, stop.Token)), TalkAsync(talk, stop.Token)]);

        var peak = ProcessMemory.Peak(server.Program.Id);
        Scale.Print($"P7: {idle:N0} idle sessions, {deaf} non-readers ({came.Sum():N0} in all), {talk.Said:N0} messages at {perSecond:N0}/s: RSS {peak / MiB} MiB at the most");
        Assert.True(talk.Said > perSecond, "There was no talk.");
        Assert.All(callers[..idle], static caller => Assert.False(caller.Reading.IsCompleted));
        Assert.True(peak <= (long)limit * MiB, $"It held {peak / MiB} MiB; the limit is {limit} MiB.");
    }

    /// <summary>
    /// The server is one that has been used: as many have come, talked and gone. Capture, whose memory has a bound of its own, is off: what
    /// comes on top is what waits for those who do not read.
    /// </summary>
    [Fact]
    public async Task NonReaders_AThousand_CostNoMoreThanMayWait()
    {
        var (deaf, waits, limit) = (Scale.Of(250, 1_000), Scale.Of(28, 112), Scale.Of(64, 160));
        await using var server = await StartAsync($"--Relay:Capture:TotalBytes=0", $"--Relay:Limits:TotalOutboxBytes={waits * MiB}");
        await ComeAndGoAsync(server, deaf);
        await SitAsync(server, Talkers, "d-busy", listen: true);
        var before = ProcessMemory.Resident(server.Program.Id);
        ProcessMemory.ForgetPeak(server.Program.Id);
        await SitAsync(server, deaf, "d-busy", listen: false);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(Scale.Of(3, 20)));
        var talk = new SteadyTalk(callers[^(Talkers + deaf)..^deaf], 2_000);

        await talk.TalkAsync(stop.Token);

        var grown = ProcessMemory.Peak(server.Program.Id) - before;
        Scale.Print($"P7: {deaf:N0} non-readers in a room with {talk.Said:N0} messages, {waits} MiB may wait for them: RSS grew by {grown / MiB} MiB at the most, from {before / MiB} MiB");
        Assert.True(grown <= (long)limit * MiB, $"It grew by {grown / MiB} MiB; the limit is {limit} MiB.");
        Assert.True(grown >= (long)waits * MiB / 2, $"It grew by {grown / MiB} MiB only: {waits} MiB did not wait.");
    }

    [Fact]
    public async Task LyingHeaders_AreBelievedNothing()
    {
        const int Liars = 1_000, Shown = 990, Limit = 32; // a console is shown the newest 1,000 sessions, its own among them
        await using var server = await StartAsync();
        await SitAsync(server, Liars, "d-header", listen: true);
        await using var console = await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(server.Console, "/hub")));
        var before = ProcessMemory.Resident(server.Program.Id);
        var claim = Encoding.ASCII.GetBytes("65536".PadRight(64) + "x");

        await Task.WhenAll(callers.Select(caller => caller.SendAsync(claim).AsTask()));
        await console.SessionsAsync(static session => session.Pending is { Bytes: 65 }, Shown, "every claim read");

        var grown = ProcessMemory.Peak(server.Program.Id) - before;
        Scale.Print($"P7: {Liars:N0} headers that claim 65,536 B ({Liars * 65_536L / MiB} MiB) and bring 1: RSS grew by {grown / MiB} MiB");
        Assert.True(grown <= Limit * MiB, $"It grew by {grown / MiB} MiB; the limit is {Limit} MiB.");

        // What does come is kept, and this way of looking sees it.
        await Task.WhenAll(callers.Select(caller => caller.SendAsync(new byte[60_000]).AsTask()));
        await Soon.UntilAsync(() => ProcessMemory.Peak(server.Program.Id) - before > Limit * MiB, "what came to be seen in the memory");
    }

    [Theory]
    [InlineData("65537")]
    [InlineData("2147483648")]
    [InlineData("9999999999999999999")]
    public async Task LyingHeader_OverTheLimit_IsRefusedBeforeAnyBody(string claim)
    {
        await using var server = await StartAsync();
        var before = ProcessMemory.Resident(server.Program.Id);
        using var liar = await RawClient.ConnectAsync(server.Address("d-header"));

        await liar.SendAsync(claim.PadRight(64));

        Assert.Equal(Header64.Goodbye, await liar.ReadToEndAsync());
        Assert.True(ProcessMemory.Peak(server.Program.Id) - before < 32 * MiB);
    }

    private Task<ServerProcess> StartAsync(params string[] settings) => ServerProcess.StartAsync(
    [
        .. settings,
        .. Entrance.Settings(
            new Entrance("d-quiet", "line", "quiet"), new Entrance("d-busy", "line", "busy"), new Entrance("d-header", "header64", "claims"), new Entrance("d-pairs", "header64", "", "pairs")),
        $"--History:Path={folder.File("history.db")}", "--History:MinFreeDiskBytes=0", "--Relay:Limits:MaxSessions=12000",
    ]);

    private async Task SitAsync(ServerProcess server, int count, string endpoint, bool listen)
    {
        var address = server.Address(endpoint);
        Framing framing = endpoint == "d-header" ? new HeaderFraming(seat: false) : Lines;
        for (var i = 0; i < count; i++)
        {
            var caller = await Caller.ConnectAsync(address, framing, Deaf.Ear, listen ? null : SmallReceiveBuffer);
            callers.Add(caller);
            if (listen)
            {
                caller.Listen();
            }
        }
    }

    // In pairs; each seat says and hears 32 KiB, and leaves by a reset.
    private static async Task ComeAndGoAsync(ServerProcess server, int seats)
    {
        const int Body = 8_192, Each = 4;
        var came = new List<Caller>();
        var ear = new CountingEar(seats * Each);
        var frame = new byte[64 + Body];
        Encoding.ASCII.GetBytes($"{Body}".PadRight(64)).CopyTo(frame, 0);
        for (var seat = 0; seat < seats; seat++)
        {
            came.Add(await Caller.OpenAsync(server.Address("d-pairs"), new HeaderFraming(seat: true), ear));
        }

        for (var said = 0; said < Each; said++)
        {
            await Task.WhenAll(came.Select(seat => seat.SendAsync(frame).AsTask()));
        }

        await ear.All.WaitAsync(Scale.Deadline);
        came.ForEach(static caller => caller.Reset());
    }

    // Sits there without reading until it is closed, then comes again. How often it came.
    private static async Task<int> ComeAgainAsync(ServerProcess server, CancellationToken stop)
    {
        var came = 0;
        while (!stop.IsCancellationRequested)
        {
            using var caller = await Caller.ConnectAsync(server.Address("d-busy"), Lines, Deaf.Ear, SmallReceiveBuffer);
            came++;
            await caller.ResetByPeerAsync(stop);
        }

        return came;
    }

    private static async Task<int> TalkAsync(SteadyTalk talk, CancellationToken stop)
    {
        await talk.TalkAsync(stop);
        return 0;
    }

    private sealed class CountingEar(int all) : IListener
    {
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int heard;

        public Task All => done.Task;

        public void Hear(in Heard what)
        {
            if (Interlocked.Increment(ref heard) == all)
            {
                done.SetResult();
            }
        }
    }

    private sealed class Deaf : IListener
    {
        public static Deaf Ear { get; } = new();

        public void Hear(in Heard heard)
        {
            // Nobody listens to what this one hears.
        }
    }
}
