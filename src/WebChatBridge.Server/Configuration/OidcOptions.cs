using System.ComponentModel.DataAnnotations;

namespace WebChatBridge.Server;

/// <summary>Section <c>Console:Oidc</c>: the identity provider that <c>Console:Access</c> "oidc" asks.</summary>
internal sealed class OidcOptions
{
    /// <summary>Its address, <c>https://login.example.org/realms/lab</c>.</summary>
    [RegularExpression("^(https://.+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?(/.*)?)?$", ErrorMessage = "https://..., or http://localhost...")]
    public string Authority { get; set; } = "";

    /// <summary>What this console is called there.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret there; better set by the environment than in a file.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The claim whose values say what somebody may do.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim with the name that people are shown by.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>Values of the claim that make an operator; <c>*</c> for everybody who can sign in there.</summary>
    public List<string> Operators { get; set; } = [];

    /// <summary>Values that make a participant.</summary>
    public List<string> Participants { get; set; } = [];

    /// <summary>Values that make a viewer.</summary>
    public List<string> Viewers { get; set; } = [];
}
