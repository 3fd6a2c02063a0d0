using System.Reflection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Every method of the hub with the role it needs. Made at the start, which fails when a method names none.</summary>
internal sealed class HubRights
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private readonly Dictionary<string, HubRight> rights;

    public HubRights(Type hub)
    {
        // What a client can call: the public methods that are not the framework's.
        var methods = hub.GetMethods(Own).Where(static method => !method.IsSpecialName && method.GetBaseDefinition().DeclaringType == method.DeclaringType);
        rights = methods.ToDictionary(static method => method.Name, Read, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyDictionary<string, HubRight> All => rights;

    /// <summary>The right to that method; fails for one nobody has thought of.</summary>
    public HubRight Of(MethodInfo method) => rights.TryGetValue(method.Name, out var right)
        ? right
        : throw new InvalidOperationException($"{method.Name} has no role: nobody may call it.");

    private static HubRight Read(MethodInfo method)
    {
        var name = $"{method.DeclaringType?.Name}.{method.Name}";
        var needs = method.GetCustomAttribute<NeedsAttribute>() ?? throw new InvalidOperationException($"{name} says with no [Needs(role)] who may call it.");
        var refuse = Refusals.For(method.ReturnType);
        return refuse is not null || needs is { Role: Role.Viewer, ForOthers: Role.Viewer }
            ? new HubRight(method.Name, needs.Role, needs.ForOthers, needs.Deed, refuse ?? (static _ => null))
            : throw new InvalidOperationException($"{name} is not for everybody, but its answer has no place for a rejection.");
    }
}
