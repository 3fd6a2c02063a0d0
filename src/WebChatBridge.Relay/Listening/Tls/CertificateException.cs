namespace WebChatBridge.Relay;

/// <summary>Files of a <see cref="TlsOptions"/> cannot be used. The message names the key, the value, what is wrong and the fix.</summary>
public sealed class CertificateException(string message, Exception? inner = null) : Exception(message, inner);
