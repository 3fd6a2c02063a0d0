namespace WebChatBridge.Web.State;

/// <summary>What bytes are copied as.</summary>
public enum CopyForm
{
    /// <summary>The text they are in UTF-8.</summary>
    Text,

    /// <summary>A string with escapes, in quotes.</summary>
    Escaped,

    /// <summary>Two digits each.</summary>
    Hex,

    /// <summary>A bytes literal of Python.</summary>
    Python,

    /// <summary>An array of C.</summary>
    C,

    /// <summary>An array of C#.</summary>
    CSharp,

    /// <summary>A line for a shell that sends them with nc.</summary>
    Netcat,
}
