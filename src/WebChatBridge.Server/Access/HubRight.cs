using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Who may call one method of the hub, and what is said of it.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Role">The least role.</param>
/// <param name="ForOthers">The least role when it is about somebody else.</param>
/// <param name="Deed">What the audit says; null for nothing.</param>
/// <param name="Refuse">Makes the answer to who may not.</param>
internal sealed record HubRight(string Method, Role Role, Role ForOthers, string? Deed, Func<Rejection, object?> Refuse)
{
    public Role Needed(IReadOnlyList<object?> arguments) => IsOfOthers(arguments) ? ForOthers : Role;

    /// <summary>The words of the audit; null where the call is not one it tells of.</summary>
    public string? Words(IReadOnlyList<object?> arguments) => Deed is null || (ForOthers != Role && !IsOfOthers(arguments))
        ? null
        : string.Format(Deed, [.. arguments.Select(Short)]);

    private static bool IsOfOthers(IReadOnlyList<object?> arguments) => arguments is [not null, ..];

    // Bytes are only counted: what is said to programs is not the audit's to tell.
    private static object? Short(object? argument) => argument switch
    {
        byte[] bytes => $"{bytes.Length:N0} B",
        string { Length: > 64 } text => $"{text.AsSpan(0, 64)}…",
        Misbehaviour how => how.Kind,
        Role role => role.ToString().ToLowerInvariant(),
        null => "nothing",
        _ => argument,
    };
}
