using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Why something asked of the relay was not done, as it is shown where it was asked.</summary>
public static class Refused
{
    /// <summary>Asks, and answers with the reason; null when it was done.</summary>
    public static async Task<string?> AskAsync(Func<Task<Rejection?>> ask)
    {
        try
        {
            return (await ask())?.Reason;
        }
        catch (RelayUnreachableException error)
        {
            return error.Message;
        }
    }
}
