namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>What runs next of what could.</summary>
internal enum WorkOrder
{
    /// <summary>Any of it.</summary>
    Any,

    /// <summary>What waits longest.</summary>
    Fair,

    /// <summary>Mostly the newest: what waits is starved for a while.</summary>
    NewestFirst,
}
