namespace WebChatBridge.Relay;

/// <summary>
/// A practice partner. Pure: told what happened it answers what to do; it knows of no socket, clock or room. One object for each
/// that joins, told one thing after the other.
/// </summary>
internal interface IPartner
{
    IReadOnlyList<Act> On(Cue cue);
}
