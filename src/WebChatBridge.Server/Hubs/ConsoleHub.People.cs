using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Who may come in.</summary>
internal sealed partial class ConsoleHub
{
    [Needs(Role.Operator)]
    public Task<PeoplePage> People() => Task.FromResult(new PeoplePage(access.People(Guest.Login?.Record.Id), null));

    [Needs(Role.Operator, "signed out {0}")]
    public Task<Rejection?> SignOut(string person) => Task.FromResult(access.SignOut(person));

    [Needs(Role.Operator, "made a link as {0}")]
    public Task<LoginLink> MakeLink(Role role) => Task.FromResult(access.MakeLink(role));
}
