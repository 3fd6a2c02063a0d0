using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Who may not connect.</summary>
internal sealed partial class ConsoleHub
{
    public Task<Rejection?> Ban(string network, int minutes) => sessions.BanAsync(Guest.Session, network, minutes);

    public Task<Rejection?> LiftBan(string network) => sessions.LiftBanAsync(network);
}
