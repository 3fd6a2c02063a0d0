using System.Net;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>WrongSecrets at one less, at it and one more, and WrongSecretsWithin a tick before its time and at it.</summary>
public sealed class WrongSecretsTests
{
    private const string Secret = "0123456789abcdef";
    private const int Limit = 3;

    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(1);
    private static readonly IPAddress Lan = IPAddress.Parse("192.0.2.7");

    [Theory]
    [InlineData(Limit - 1, true)]
    [InlineData(Limit, false)]
    [InlineData(Limit + 1, false)]
    public async Task SoManyGuesses_ThenTheRightSecretIsNoLongerHeard(int guesses, bool heard)
    {
        await using var doors = await StartAsync();
        var early = doors.Come("json", Lan);
        var guessers = Enumerable.Range(0, guesses).Select(_ => doors.Come("json", Lan)).ToList();
        await doors.OpenAsync(guesses + 1);

        foreach (var guesser in guessers.Take(Limit))
        {
            Tell(guesser, "wrong");
            Assert.Equal((CloseCode.NotAdmitted, "told a wrong secret"), Told(await doors.ClosedAsync(guesser)));
        }

        foreach (var client in guessers.Skip(Limit).Append(early))
        {
            Tell(client, Secret);
            if (heard)
            {
                await doors.UntilAsync(() => doors.Written(client).Contains("\"welcome\"", StringComparison.Ordinal));
            }
            else
            {
                Assert.Equal((CloseCode.NotAdmitted, Words(60)), Told(await doors.ClosedAsync(client)));
                Assert.Equal(LastWords.Of("json", Words(60)), doors.Written(client));
            }
        }
    }

    [Theory]
    [MemberData(nameof(LastWords.Dialects), MemberType = typeof(LastWords))]
    public async Task Newcomers_AreRefusedInTheirDialect_UntilTheTimeIsOver(string dialect)
    {
        await using var doors = await StartAsync();
        for (var i = 0; i < Limit; i++)
        {
            var guesser = doors.Come("json", Lan);
            Tell(guesser, "wrong");
            await doors.ClosedAsync(guesser);
        }

        await RefusedAsync(doors, dialect, Words(60));
        doors.Come(dialect, IPAddress.Parse("192.0.2.8"));
        await doors.OpenAsync(1);
        doors.Time.Advance(Within - Tick);
        await RefusedAsync(doors, dialect, Words(1));
        doors.Time.Advance(Tick);

        var right = doors.Come("json", Lan);
        Tell(right, Secret);
        await doors.UntilAsync(() => doors.Written(right).Contains("\"welcome\"", StringComparison.Ordinal));
    }

    private static Task<TestDoors> StartAsync() =>
        TestDoors.StartAsync(new LimitOptions { WrongSecrets = Limit, WrongSecretsWithin = Within, Handshake = TimeSpan.FromHours(1) }, Secret);

    private static async Task RefusedAsync(TestDoors doors, string dialect, string words)
    {
        var client = doors.Come(dialect, Lan);
        Assert.Equal((CloseCode.NotAdmitted, words), Told(await doors.ClosedAsync(client)));
        Assert.Equal(LastWords.Of(dialect, words), doors.Written(client));
    }

    private static void Tell(TestWire wire, string secret) => wire.In.Send(Encoding.ASCII.GetBytes($$"""{"type":"hello","token":"{{secret}}"}""" + "\n"));

    private static (CloseCode Code, string Sentence) Told(CloseReason reason) => (reason.Code, reason.Sentence);

    private static string Words(int seconds) => $"{Limit} wrong secrets came from 192.0.2.7; try again in {seconds} s (Relay:Limits:WrongSecrets)";
}
