using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>What is done to a session by hand.</summary>
internal sealed partial class ConsoleHub
{
    private string Me => Guest.Session.Who.Name;

    public Task<Rejection?> SendBytes(long session, byte[] bytes, long? resentFrom) => faults.SendBytesAsync(Me, session, bytes, resentFrom);

    public Task<Rejection?> Speak(long session, string dialect) => faults.SpeakAsync(Me, session, dialect);

    public Task<Rejection?> Misbehave(long session, Misbehaviour? how) => faults.MisbehaveAsync(Me, session, how);
}
