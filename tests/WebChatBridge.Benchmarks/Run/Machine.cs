using System.Runtime.InteropServices;

namespace WebChatBridge.Benchmarks;

/// <summary>Where it was measured, in a sentence.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        return $"{Environment.ProcessorCount} cores of {model ?? RuntimeInformation.ProcessArchitecture.ToString()}, Linux {Environment.OSVersion.Version}, {RuntimeInformation.FrameworkDescription}";
    }
}
