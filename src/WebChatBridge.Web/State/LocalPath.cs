namespace WebChatBridge.Web.State;

/// <summary>
/// Where somebody goes after he signed in: a path of this console and nothing else. Whatever a browser could read as another
/// host is no path: <c>//host</c>, <c>/\host</c>, and either with a tab or a line end in it, which browsers leave out.
/// </summary>
public static class LocalPath
{
    /// <summary>The path, if it is one; else <c>/</c>.</summary>
    public static string Of(string? wanted) => IsLocal(wanted) && !IsOfLogin(wanted!) ? wanted! : "/";

    private static bool IsLocal(string? wanted) => wanted is ['/', ..] and not ['/', '/' or '\\', ..] && wanted.All(static c => c is > ' ' and < '\x7f' and not '\\');

    // To be sent back there would be a circle.
    private static bool IsOfLogin(string path)
    {
        var name = path.Split('?', '#')[0];
        return name.StartsWith("/login", StringComparison.OrdinalIgnoreCase) || name.StartsWith("/logout", StringComparison.OrdinalIgnoreCase);
    }
}
