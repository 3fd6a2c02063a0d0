namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>What goes wrong on purpose. Each can be left out, to find out which one a failure needs.</summary>
internal enum Fault
{
    Fin,
    HalfClose,
    TornFrame,
    Reset,
    Vanish,
    StopReading,
    SlowReader,
    Refusal,
    Kick,
    SentAgain,
    StoreFails,
    StoreStalls,
    Crash,
    Restart,
    TimeJump,
}
