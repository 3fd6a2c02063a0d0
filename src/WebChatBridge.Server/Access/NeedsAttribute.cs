using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Which role a method of the hub needs. A method without one keeps the server from starting.</summary>
/// <param name="role">The least role that may call it.</param>
/// <param name="deed">What the audit says of it, with the arguments in their places; null where it says nothing.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsAttribute(Role role, string? deed = null) : Attribute
{
    private readonly Role? others;

    public Role Role { get; } = role;

    public string? Deed { get; } = deed;

    /// <summary>The role it needs when its first argument, whose it is about, is not null: null means oneself.</summary>
    public Role ForOthers
    {
        get => others ?? Role;
        init => others = value;
    }
}
