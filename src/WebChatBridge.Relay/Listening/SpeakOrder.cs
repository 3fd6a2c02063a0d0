using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>To take a session for a speaker of another dialect.</summary>
internal sealed record SpeakOrder(IDialect Dialect, string Because)
{
    /// <summary>True once it is done; false when it cannot be any more.</summary>
    public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
