using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>What is done to a session by hand.</summary>
internal sealed partial class ConsoleHub
{
    private string Me => Guest.Session.Who.Name;

    [Needs(Role.Operator, "wrote {1} to the socket of session {0}")]
    public Task<Rejection?> SendBytes(long session, byte[] bytes, long? resentFrom) => faults.SendBytesAsync(Me, session, bytes, resentFrom);

    [Needs(Role.Operator, "took session {0} for a speaker of {1}")]
    public Task<Rejection?> Speak(long session, string dialect) => faults.SpeakAsync(Me, session, dialect);

    [Needs(Role.Operator, "misbehaved toward session {0}: {1}")]
    public Task<Rejection?> Misbehave(long session, Misbehaviour? how) => faults.MisbehaveAsync(Me, session, how);
}
