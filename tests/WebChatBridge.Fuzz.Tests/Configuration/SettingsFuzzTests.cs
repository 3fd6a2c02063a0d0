using System.Globalization;
using System.Text.Json;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>Mutated settings are taken or refused in words; nothing else happens.</summary>
public sealed class SettingsFuzzTests(ITestOutputHelper output)
{
    private const int Usual = 500;

    // Reading all settings costs as much as reading some hundred frames.
    private const int Divisor = 20;

    [Fact]
    public void Settings_Mutated_AreTakenOrRefused()
    {
        var inputs = Campaign.Inputs(Usual) / (Campaign.Long ? Divisor : 1);
        var scramble = new Scramble();
        var started = TimeProvider.System.GetTimestamp();
        var good = 0L;
        var broken = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var input = 0L; input < inputs; input++)
        {
            var chance = Chance.Of(Campaign.Seed, input);
            var (json, arguments) = scramble.Make(ref chance);
            try
            {
                good += SettingsOracle.Check(json, arguments) ? 1 : 0;
            }
            catch (Exception error)
            {
                // One of each kind: the same fault hides behind many inputs.
                broken.TryAdd($"{error.GetType().Name} {error.TargetSite}", $"Input {input} of seed {Campaign.Seed}: {error}\nArguments: {JsonSerializer.Serialize(arguments)}\nFile: {json}");
            }
        }

        Assert.True(broken.Count == 0, string.Join("\n\n", broken.Values));

        // Both happen, or the mutations are too weak or too strong to show anything.
        Assert.InRange(good, inputs / 50, inputs - (inputs / 4));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"settings: {inputs:N0} of seed {Campaign.Seed}, {inputs / TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0}/s, {good:N0} taken, the others refused in words"));
    }
}
