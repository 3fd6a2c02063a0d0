namespace WebChatBridge.Client;

/// <summary>The relay cannot be reached now. The message says which address and why.</summary>
public sealed class RelayUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
