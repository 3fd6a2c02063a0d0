using MudBlazor;

namespace WebChatBridge.Web.Layout;

/// <summary>MudBlazor's typography and shape. Its colours are set in <c>css/tokens.css</c>, so that a theme needs no circuit.</summary>
internal static class Typeface
{
    private static readonly string[] Sans = ["var(--wcb-sans)"];

    public static MudTheme Theme { get; } = new()
    {
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "var(--wcb-body)", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Sans, FontSize = "var(--wcb-body)", FontWeight = "550", LetterSpacing = "normal", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "var(--wcb-radius)" },
    };
}
