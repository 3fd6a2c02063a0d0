using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Pages;

/// <summary>The way in. Static: it needs no circuit, which nobody has who is not in yet.</summary>
public sealed partial class Login
{
    /// <summary>Where to go after it; a path of this console.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? ReturnUrl { get; set; }

    /// <summary>What the last try came to, in one word.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private LoginFacts Facts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Path => LocalPath.Of(ReturnUrl);

    private string Address => Navigation.BaseUri;

    private bool SignedIn => Facts.Access != "open" && Context.User.Identity?.IsAuthenticated == true;

    // A link on another site led here: then the browser keeps our cookie to itself, though there may be one.
    private bool Foreign => Context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    private string? Words => LoginSaid.Words(Said);

    private bool IsGood => Said is "out";
}
