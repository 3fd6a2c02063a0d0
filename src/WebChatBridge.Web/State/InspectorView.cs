namespace WebChatBridge.Web.State;

/// <summary>How an inspector shows bytes.</summary>
public enum InspectorView
{
    /// <summary>Decoded.</summary>
    Text,

    /// <summary>Byte by byte, with what was read and what became a message drawn over them.</summary>
    Hex,

    /// <summary>Taken apart as their dialect frames them.</summary>
    Frame,

    /// <summary>What an expert would say.</summary>
    Hints,
}
