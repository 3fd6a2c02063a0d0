using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Roles, as people read them.</summary>
public static class RoleWords
{
    public static string Name(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>What it may do.</summary>
    public static string May(Role role) => role switch
    {
        Role.Viewer => "sees everything and says nothing",
        Role.Participant => "sees everything and talks",
        _ => "may do everything: close sessions, misbehave, export, let people in",
    };
}
