namespace WebChatBridge.Promises.Tests;

/// <summary>Each proof has a quick form, for every run of the tests, and a long one: <c>WCB_LONG=1</c>. docs/promises.md.</summary>
internal static class Form
{
    public static bool Long { get; } = Environment.GetEnvironmentVariable("WCB_LONG") == "1";

    /// <summary>Tells what was measured, where a test run shows it.</summary>
    public static void Print(FormattableString what) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(what));
}
