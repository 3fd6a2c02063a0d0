using WebChatBridge.Protocol;

namespace WebChatBridge.Chat;

/// <summary>The few colours there are: names in their hue, everything that nobody said dim.</summary>
internal sealed class Palette(ColorDepth depth)
{
    private const string Reset = "\e[0m";

    // Hue i is 30·i degrees; those of the 16 colours that come nearest, without black, white and grey.
    private static readonly int[] Nearest16 = [31, 91, 33, 93, 92, 32, 36, 96, 94, 34, 35, 95];

    public static Palette None { get; } = new(ColorDepth.None);

    public string Name(string name) => depth == ColorDepth.None ? name : Hue(NameHue.Of(name)) + name + Reset;

    public string Dim(string text) => depth == ColorDepth.None || text.Length == 0 ? text : "\e[2m" + text + Reset;

    public string Alarm(string text) => depth == ColorDepth.None ? text : "\e[1m" + text + Reset;

    private string Hue(int hue)
    {
        var (red, green, blue) = Rgb(hue * 30);
        return depth switch
        {
            ColorDepth.TrueColor => $"\e[38;2;{red};{green};{blue}m",
            ColorDepth.Ansi256 => $"\e[38;5;{16 + (36 * Cube(red)) + (6 * Cube(green)) + Cube(blue)}m",
            _ => $"\e[{Nearest16[hue]}m",
        };
    }

    /// <summary>A tone of middle lightness, readable on black and on white.</summary>
    private static (int Red, int Green, int Blue) Rgb(double degrees)
    {
        return (Channel(0), Channel(8), Channel(4));

        // HSL to RGB, saturation 0.6, lightness 0.5.
        int Channel(int offset)
        {
            var k = (offset + (degrees / 30)) % 12;
            return (int)Math.Round(255 * (0.5 - (0.3 * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)))));
        }
    }

    private static int Cube(int channel) => (int)Math.Round(channel / 255.0 * 5);
}
