namespace WebChatBridge.Promises.Tests;

/// <summary>The quick form of a promise runs with every test run; the long one, with <c>WCB_LONG=1</c>, has the promise's own numbers.</summary>
internal static class Scale
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("WCB_LONG") is "1";

    /// <summary>Generous: it is reached only by a test that fails.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(Of(60, 240));

    /// <summary>Until when health says what the disk does: five seconds, and three times that where other work shares the machine.</summary>
    public static TimeSpan HealthSays { get; } = TimeSpan.FromSeconds(Of(15, 5));

    public static int Of(int quick, int @long) => IsLong ? @long : quick;

    /// <summary>Only the long form measures speed: beside other tests it would measure them.</summary>
    public static void NeedsLong() => Assert.SkipUnless(IsLong, "Set WCB_LONG=1 to run it, alone on the machine.");

    /// <summary>A figure for docs/promises.md, in the output of the test.</summary>
    public static void Print(string figure) => TestContext.Current.TestOutputHelper?.WriteLine(figure);
}
