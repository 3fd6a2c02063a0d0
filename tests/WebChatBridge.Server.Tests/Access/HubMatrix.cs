using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>What each role may do on the hub, by hand: the rule that the attributes of the code are held against.</summary>
internal static class HubMatrix
{
    private const long Nobody = 999_999;

    /// <summary>A call that harms nobody, and the least role that may make it.</summary>
    public static IReadOnlyList<(string Method, object?[] Arguments, Role Least)> Calls { get; } =
    [
        ("Watch", [], Role.Viewer),
        ("Follow", [new FollowRequest("lobby")], Role.Viewer),
        ("History", [new HistoryQuery("lobby")], Role.Viewer),
        ("Traffic", [new TrafficRequest(Lens.Events)], Role.Viewer),
        ("TrafficHistory", [new TrafficQuery(new TrafficRequest(Lens.Events))], Role.Viewer),
        ("Trace", [new TraceQuery(Nobody)], Role.Viewer),
        ("Join", ["matrix"], Role.Participant),
        ("Post", ["matrix", "hi"u8.ToArray(), null], Role.Participant),
        ("Direct", [Nobody, "hi"u8.ToArray(), null], Role.Participant),
        ("Rename", [null, "matrix"], Role.Participant),
        ("Rename", [Nobody, "matrix"], Role.Operator),
        ("InvitePartner", ["nobody", "matrix"], Role.Participant),
        ("CloseSession", [Nobody, false], Role.Operator),
        ("SendBytes", [Nobody, "hi"u8.ToArray(), null], Role.Operator),
        ("Speak", [Nobody, "line"], Role.Operator),
        ("Misbehave", [Nobody, null], Role.Operator),
        ("StartCheckUp", [Nobody], Role.Operator),
        ("JudgeCheckUp", [Nobody, "split-header", true], Role.Operator),
        ("StopCheckUp", [Nobody], Role.Operator),
        ("Ban", ["nowhere", 10], Role.Operator),
        ("LiftBan", ["203.0.113.7"], Role.Operator),
        ("People", [], Role.Operator),
        ("SignOut", ["00000000"], Role.Operator),
        ("MakeLink", [Role.Viewer], Role.Operator),
    ];
}
