namespace WebChatBridge.Relay;

/// <summary>The log cannot be opened, read or written. The message says what, where and how to mend it.</summary>
public sealed class LogUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
