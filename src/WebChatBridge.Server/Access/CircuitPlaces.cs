namespace WebChatBridge.Server;

/// <summary>Open consoles; counted while the WebSocket of a circuit is open.</summary>
internal sealed class CircuitPlaces(ConsoleOptions options)
    : Places("console", "consoles", "Console:MaxCircuits", options.MaxCircuits, options.MaxCircuitsPerLogin);
