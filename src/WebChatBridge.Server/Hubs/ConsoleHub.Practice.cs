using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Practice partners and check-ups.</summary>
internal sealed partial class ConsoleHub
{
    [Needs(Role.Participant)]
    public Task<Rejection?> InvitePartner(string partner, string room) => sessions.InviteAsync(partner, room);

    [Needs(Role.Operator, "began a check-up of session {0}")]
    public Task<CheckUpStart> StartCheckUp(long session) => sessions.StartCheckUpAsync(session);

    [Needs(Role.Operator, "judged {1} of check-up {0} (passed: {2})")]
    public Task<Rejection?> JudgeCheckUp(long checkUp, string step, bool passed) => sessions.JudgeCheckUpAsync(checkUp, step, passed);

    [Needs(Role.Operator, "stopped check-up {0}")]
    public Task<Rejection?> StopCheckUp(long checkUp) => sessions.StopCheckUpAsync(checkUp);
}
