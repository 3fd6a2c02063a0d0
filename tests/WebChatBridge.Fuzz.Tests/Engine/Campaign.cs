using System.Diagnostics;
using System.Globalization;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>
/// Gives a target so many inputs. WCB_FUZZ is how many of each target (the test command takes few), WCB_FUZZ_SEED which ones,
/// WCB_FUZZ_REPLAY a file to give instead. docs/promises.md has the commands.
/// </summary>
internal static class Campaign
{
    private const ulong UsualSeed = 20_261_122;

    /// <summary>Asked for more inputs than the test command takes.</summary>
    public static bool Long => Environment.GetEnvironmentVariable("WCB_FUZZ") is { Length: > 0 };

    /// <summary>Which inputs.</summary>
    public static ulong Seed =>
        ulong.TryParse(Environment.GetEnvironmentVariable("WCB_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : UsualSeed;

    public static long Inputs(int usual) =>
        long.TryParse(Environment.GetEnvironmentVariable("WCB_FUZZ"), CultureInfo.InvariantCulture, out var wanted) ? wanted : usual;

    /// <summary>The file to give instead of anything made; null for none.</summary>
    public static byte[]? Replayed => Environment.GetEnvironmentVariable("WCB_FUZZ_REPLAY") is { Length: > 0 } file ? File.ReadAllBytes(file) : null;

    /// <summary>So many inputs, each its own array.</summary>
    public static IEnumerable<byte[]> Made(Mutator mutator, long inputs)
    {
        for (var input = 0L; input < inputs; input++)
        {
            var chance = Chance.Of(Seed, input);
            yield return mutator.Make(ref chance).ToArray();
        }
    }

    /// <summary>Runs it. Answers a sentence with the figures; throws <see cref="FoundException"/> for the first input that breaks something.</summary>
    /// <param name="target">What is fuzzed, as file names and commands call it.</param>
    /// <param name="mutator">Makes the inputs.</param>
    /// <param name="usual">How many the test command gives it.</param>
    /// <param name="check">Throws for an input that breaks something.</param>
    public static string Run(string target, Mutator mutator, int usual, Action<ReadOnlySpan<byte>> check)
    {
        if (Replayed is { } again)
        {
            check(again);
            return $"{target}: these {again.Length} bytes break nothing";
        }

        var inputs = Inputs(usual);
        var started = Stopwatch.GetTimestamp();
        Try(target, mutator, inputs, check);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {inputs:N0} inputs of seed {Seed}, {inputs / Stopwatch.GetElapsedTime(started).TotalSeconds:N0}/s, nothing broken");
    }

    /// <summary>Gives it so many, whatever was asked for.</summary>
    public static void Try(string target, Mutator mutator, long inputs, Action<ReadOnlySpan<byte>> check)
    {
        var seed = Seed;
        for (var input = 0L; input < inputs; input++)
        {
            var chance = Chance.Of(seed, input);
            var bytes = mutator.Make(ref chance);
            try
            {
                check(bytes);
            }
            catch (Exception error)
            {
                throw FoundException.Write(target, bytes, $"input {input:N0} of seed {seed}", error);
            }
        }
    }
}
