namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>A double that breaks a promise on purpose. For each there is an oracle that must see it.</summary>
internal enum Mutant
{
    None,
    StoreAcksUnsynced,
    StoreLosesMessages,
    StoreKeepsTwice,
    StoreTurnsBatches,
    StoreAltersText,
    StoreSkipsNumbers,
    StoreForgetsIds,
    ReplaySkips,
    ReplayRepeats,
    ReaderMissesOne,
    ReaderSwapsTwo,
    ReaderGetsOneTwice,
    ReasonIsSwallowed,
    AckIsForged,
    SenderIsSilencedOnce,
    NobodyIsTooSlow,
}
