namespace WebChatBridge.Web;

/// <summary>The login a circuit belongs to, as the host knows it.</summary>
public interface ILogin
{
    /// <summary>Whether one has to sign in here at all, and so can sign out.</summary>
    bool CanSignOut { get; }

    /// <summary>Cancelled when the login is over.</summary>
    CancellationToken Ended { get; }
}
