using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>What lines of traffic depend on besides rows.</summary>
/// <param name="Selected">What the inspector looks at.</param>
/// <param name="Zero">The row times are counted from; null to count each from the one before.</param>
/// <param name="Standing">Where the reader is to be brought.</param>
/// <param name="Cleared">Whether rows before the first were cleared away.</param>
/// <param name="Highlight">What is marked among rows that are all shown; null for nothing.</param>
public sealed record TrafficLook(TrafficPlace? Selected = null, TrafficRow? Zero = null, TrafficPlace? Standing = null, bool Cleared = false, Filter? Highlight = null);
