using Microsoft.AspNetCore.SignalR;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Practice partners and check-ups.</summary>
internal sealed partial class ConsoleHub
{
    public Task<Rejection?> InvitePartner(string partner, string room) => sessions.InviteAsync(partner, room);

    public Task<CheckUpStart> StartCheckUp(long session) => throw new HubException("Not built yet.");

    public Task<Rejection?> JudgeCheckUp(long checkUp, string step, bool passed) => throw new HubException("Not built yet.");

    public Task<Rejection?> StopCheckUp(long checkUp) => throw new HubException("Not built yet.");
}
