using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>
/// Which of twelve hues a name is shown in. The same in every view and on every machine, so that Tom is the same colour in the
/// browser and in the terminal. Colour is decoration: two names may share a hue.
/// </summary>
public static class NameHue
{
    /// <summary>How many hues there are.</summary>
    public const int Count = 12;

    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>The hue of a name, 0 to 11: FNV-1a (32 bit) over the UTF-8 of the lower-cased name, folded, modulo 12.</summary>
    /// <param name="name">The name; its case does not matter.</param>
    public static int Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = FnvOffset;
        foreach (var unit in Encoding.UTF8.GetBytes(name.ToLowerInvariant()))
        {
            hash = (hash ^ unit) * FnvPrime;
        }

        // The low bits of FNV-1a of short names are poor; the high half helps them.
        return (int)((hash ^ (hash >> 16)) % Count);
    }
}
