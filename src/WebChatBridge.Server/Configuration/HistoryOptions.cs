using System.ComponentModel.DataAnnotations;

namespace WebChatBridge.Server;

/// <summary>Section <c>History</c>.</summary>
internal sealed class HistoryOptions
{
    public const string Section = "History";

    /// <summary><c>sqlite</c> keeps messages across restarts; <c>memory</c> keeps the newest 100,000 (or 256 MiB) until the stop.</summary>
    [Required, AllowedValues("sqlite", "memory")]
    public string Store { get; set; } = "sqlite";

    /// <summary>The database file; relative to the folder the server is started in.</summary>
    [Required]
    public string Path { get; set; } = "data/history.db";

    /// <summary><c>full</c>: what is acknowledged survives a power cut. <c>normal</c>: it may lose the last moments in one.</summary>
    [Required, AllowedValues("full", "normal")]
    public string Sync { get; set; } = "full";

    /// <summary>Messages older than this are dropped, once an hour; 0 keeps them for ever.</summary>
    [Range(0, 36_500)]
    public int KeepDays { get; set; } = 30;

    /// <summary>With less than this free on the disk nothing is accepted.</summary>
    [Range(0, long.MaxValue)]
    public long MinFreeDiskBytes { get; set; } = 209_715_200;
}
