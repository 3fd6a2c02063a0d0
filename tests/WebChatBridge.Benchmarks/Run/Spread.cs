using System.Runtime.InteropServices;

namespace WebChatBridge.Benchmarks;

/// <summary>The middle of some figures, and between which the middle half of them lies.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spread(double Low, double Median, double High)
{
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return new Spread(At(0.25), At(0.5), At(0.75));

        // Between two of them, what lies between their figures: the median of an even number is the mean of the middle two.
        double At(double part)
        {
            var place = part * (sorted.Count - 1);
            var below = sorted[(int)place];
            return below + ((sorted[(int)Math.Ceiling(place)] - below) * (place - Math.Floor(place)));
        }
    }
}
