using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Who may not connect.</summary>
internal sealed partial class ConsoleHub
{
    [Needs(Role.Operator, "banned {0} for {1} min")]
    public Task<Rejection?> Ban(string network, int minutes) => sessions.BanAsync(Guest.Session, network, minutes);

    [Needs(Role.Operator, "lifted the ban of {0}")]
    public Task<Rejection?> LiftBan(string network) => sessions.LiftBanAsync(network);
}
