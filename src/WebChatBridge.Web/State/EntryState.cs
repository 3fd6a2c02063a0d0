namespace WebChatBridge.Web.State;

/// <summary>What is special about a line.</summary>
[Flags]
public enum EntryState
{
    None = 0,

    /// <summary>It is the one the inspector looks at.</summary>
    Selected = 1,

    /// <summary>Times are counted from it.</summary>
    Zero = 2,

    /// <summary>The reader stands here: it is to be brought into view.</summary>
    Standing = 4,

    /// <summary>The filter is about it, while the other rows are shown too.</summary>
    Matching = 8,
}
