using System.ComponentModel.DataAnnotations;

namespace WebChatBridge.Relay;

/// <summary>Section <c>Relay:Practice</c>.</summary>
public sealed class PracticeOptions
{
    /// <summary>How long a check-up waits for the word it asked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Answer { get; set; } = TimeSpan.FromSeconds(60);
}
