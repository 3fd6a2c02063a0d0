namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>A promise was broken: which, and how it shows.</summary>
internal sealed class BrokenPromise(string promise, string how) : Exception($"{promise}: {how}")
{
    public string Promise => promise;
}
