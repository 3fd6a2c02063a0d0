namespace WebChatBridge.Relay;

/// <summary>Names for those who gave none: <c>amber-otter</c>. Easy to say across a room, and never rude.</summary>
internal static class SpeakableNames
{
    // Odd, so that every number below the count of pairs has its own pair; large, so that neighbours share no word.
    private const ulong Spread = 2_654_435_761;

    private static readonly string[] Qualities = Words(
        """
        amber azure brave bright bronze calm candid cedar cheery clever cloudy copper coral cosmic cozy crimson
        crisp dapper dewy eager early fabled fancy fleet fluffy frosty gentle gilded glad golden happy hazel
        honest humble indigo ivory jade jolly keen kind lemon lilac lively lucky lunar mellow merry minty
        misty noble nimble opal patient pearly plucky quick quiet rosy sandy silver snowy solar sunny teal
        """);

    private static readonly string[] Animals = Words(
        """
        alpaca badger beaver bison bobcat camel caribou cheetah condor corgi cricket crane dingo dolphin dove duck
        eagle egret falcon ferret finch fox gazelle gecko gibbon goose heron hippo ibex iguana jackdaw jaguar
        kestrel kiwi koala lark lemur lion llama lynx magpie marmot marten mole moose newt ocelot octopus
        orca osprey otter owl panda parrot pelican penguin puffin quail rabbit raven robin salmon seal swan
        """);

    /// <summary>The name with this number; numbers that differ by less than 4,096 have different names.</summary>
    public static string For(long number)
    {
        var pair = unchecked((ulong)number * Spread) % (ulong)(Qualities.Length * Animals.Length);
        var count = (ulong)Animals.Length;
        return $"{Qualities[pair / count]}-{Animals[pair % count]}";
    }

    private static string[] Words(string list) => list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
