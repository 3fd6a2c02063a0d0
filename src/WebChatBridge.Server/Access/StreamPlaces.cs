namespace WebChatBridge.Server;

/// <summary>Connections of the hub, each open console's among them, and tails.</summary>
internal sealed class StreamPlaces(ConsoleOptions options)
    : Places("connection of the hub or tail", "connections of the hub and tails", "Console:MaxStreams", options.MaxStreams, options.MaxStreamsPerLogin);
