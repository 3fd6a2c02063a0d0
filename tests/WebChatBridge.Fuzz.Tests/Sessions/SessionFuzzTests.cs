using System.Globalization;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>Sessions of every kind against inputs made from the corpus; two others talk meanwhile and lose nothing.</summary>
public sealed class SessionFuzzTests(ITestOutputHelper output)
{
    private const int Usual = 1_500;

    // What bad clients said stays in the room's memory; now and then a relay is new.
    private const int InOneRelay = 2_000;

    [Fact]
    [Trait("target", "sessions")]
    public async Task Session_AnyInput_HarmsNobody()
    {
        var inputs = Campaign.Replayed is { } again ? [again] : Campaign.Made(new Mutator(Corpus.Instance.All, Corpus.Instance), Campaign.Inputs(Usual) / (Campaign.Long ? 20 : 1));
        var (count, started) = (0L, TimeProvider.System.GetTimestamp());
        foreach (var chunk in inputs.Chunk(InOneRelay))
        {
            await using var ordeal = await Ordeal.StartAsync();
            foreach (var input in chunk)
            {
                await TryAsync(ordeal, input);
                count++;
            }
        }

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sessions: {count:N0} bad ones, {count / seconds:N0}/s, nothing broken"));
    }

    private static async Task TryAsync(Ordeal ordeal, byte[] input)
    {
        try
        {
            await ordeal.CheckAsync(input);
        }
        catch (Exception error)
        {
            throw FoundException.Write("sessions", input, "one of the session inputs", error);
        }
    }
}
