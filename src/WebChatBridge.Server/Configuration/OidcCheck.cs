namespace WebChatBridge.Server;

/// <summary>Whether an identity provider is described well enough to be asked.</summary>
internal static class OidcCheck
{
    public static IEnumerable<string> Problems(ConsoleOptions console)
    {
        if (console.Access != "oidc")
        {
            yield break;
        }

        var oidc = console.Oidc;
        foreach (var (name, value) in new[] { (nameof(oidc.Authority), oidc.Authority), (nameof(oidc.ClientId), oidc.ClientId) })
        {
            if (value.Length == 0)
            {
                yield return $"Console:Oidc:{name} is missing: Console:Access \"oidc\" needs it.";
            }
        }

        if (oidc.Operators.Count == 0)
        {
            yield return "Console:Oidc:Operators is empty: nobody could sign in as operator. Allowed: values of the claim "
                + $"\"{oidc.RoleClaim}\" that make somebody one, e.g. Console:Oidc:Operators:0=admins.";
        }
    }
}
