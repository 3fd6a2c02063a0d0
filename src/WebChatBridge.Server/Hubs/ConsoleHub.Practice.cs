using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Practice partners and check-ups.</summary>
internal sealed partial class ConsoleHub
{
    public Task<Rejection?> InvitePartner(string partner, string room) => sessions.InviteAsync(partner, room);

    public Task<CheckUpStart> StartCheckUp(long session) => sessions.StartCheckUpAsync(session);

    public Task<Rejection?> JudgeCheckUp(long checkUp, string step, bool passed) => sessions.JudgeCheckUpAsync(checkUp, step, passed);

    public Task<Rejection?> StopCheckUp(long checkUp) => sessions.StopCheckUpAsync(checkUp);
}
