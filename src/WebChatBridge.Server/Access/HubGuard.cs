using Microsoft.AspNetCore.SignalR;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>
/// Stands before every method of the hub: asks for the role, and tells the audit what was done. The hub lets nobody in before
/// whom it does not stand.
/// </summary>
internal sealed class HubGuard(HubRights rights, Audit audit) : IHubFilter
{
    public static bool StandsBefore(HubCallerContext connection) => connection.Items.ContainsKey(typeof(HubGuard));

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        context.Context.Items[typeof(HubGuard)] = true;
        return next(context);
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var right = rights.Of(invocationContext.HubMethod);
        var guest = HubGuest.Of(invocationContext.Context);
        var arguments = invocationContext.HubMethodArguments;
        var needed = right.Needed(arguments);
        if (guest.Role < needed)
        {
            if (guest.IsTold())
            {
                audit.Write(guest.Who, $"was refused {right.Method}, which needs the role {Name(needed)}", guest.Session);
            }

            return right.Refuse(new Rejection(ErrorCode.Forbidden, $"This needs the role {Name(needed)}; you are signed in as {Name(guest.Role)}."));
        }

        var answer = await next(invocationContext);
        if (right.Words(arguments) is { } deed)
        {
            audit.Write(guest.Who, Rejected(answer) is { } why ? $"{deed}: not done, {why.Reason}" : deed, guest.Session);
        }

        return answer;
    }

    private static Rejection? Rejected(object? answer) => answer switch
    {
        Rejection why => why,
        CheckUpStart begun => begun.Rejected,
        LoginLink link => link.Rejected,
        _ => null,
    };

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}
