using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WebChatBridge.Server;

/// <summary>Where a server is reached that was started with a folder.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Addresses">Where its console listens.</param>
internal sealed record ServerPlace(int Pid, IReadOnlyList<string> Addresses)
{
    [JsonIgnore]
    public bool IsAlive
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Pid);
                return !process.HasExited;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }
}
