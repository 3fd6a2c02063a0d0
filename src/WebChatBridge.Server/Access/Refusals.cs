using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>How a method of the hub says no, in the shape of its answer.</summary>
internal static class Refusals
{
    /// <summary>Null for an answer that has no place for it.</summary>
    public static Func<Rejection, object?>? For(Type answer)
    {
        if (answer == typeof(Task<Rejection>))
        {
            return static why => why;
        }

        if (answer == typeof(Task<PostResult>))
        {
            return static why => new PostResult("", null, [], [], why);
        }

        if (answer == typeof(Task<CheckUpStart>))
        {
            return static why => new CheckUpStart(null, why);
        }

        if (answer == typeof(Task<LoginLink>))
        {
            return static why => new LoginLink(null, null, why);
        }

        return answer == typeof(Task<PeoplePage>) ? static why => new PeoplePage([], why) : null;
    }
}
