using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>P1, P2: the server is killed (SIGKILL) at random moments under load. docs/promises.md.</summary>
public sealed class KillTests : IDisposable
{
    private const double MessagesPerSecond = 2_000;

    private static readonly int Rounds = Scale.Of(3, 25);

    private readonly TempFolder folder = new();
    private readonly Random random = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Kill_AtRandomMomentsUnderLoad_LosesNothingThatWasAcknowledgedOrSeen()
    {
        var ledger = new Ledger();
        using var crew = new Crew(ledger);
        for (var round = 1; round <= Rounds; round++)
        {
            await using var server = await StartAsync();
            Assert.Empty(ledger.Check(await JsonListener.ReadHistoryAsync(server.Json)));
            await crew.ConnectAsync(server.Json);
            var (acked, sent, until) = (ledger.Acked, crew.Sent, crew.Sent + random.Next(300, Scale.Of(1_500, 4_000)));
            await crew.PostAsync(MessagesPerSecond, () => crew.Sent >= until && ledger.Acked > acked).WaitAsync(Scale.Deadline);

            await server.KillAsync();

            await crew.EndedAsync();
            Scale.Print($"round {round}: {crew.Sent - sent} sent at {crew.Pace:0}/s, {ledger.Acked - acked} acknowledged");
        }

        await using var last = await StartAsync();
        await crew.ConnectAsync(last.Json); // says again what is open: each must still be there once
        await Soon.UntilAsync(() => ledger.Open().Count == 0, "acknowledgements of what was said again");
        var history = await JsonListener.ReadHistoryAsync(last.Json);

        Assert.Empty(ledger.Check(history));
        Assert.Equal(ledger.Attempted, history.Count);
        Scale.Print($"{Rounds} kills: {ledger.Attempted} attempted, {ledger.Acked} acknowledged, {ledger.Seen} seen, {history.Count} stored; lost 0, doubled 0");
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(History.At(folder.File("data/history.db")));
}
