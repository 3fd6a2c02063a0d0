using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace WebChatBridge.Browser.Tests;

/// <summary>
/// The rules of axe, run in the page itself: it has no frames, so nothing has to be carried out of it and put together in another.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], Colours = ["color-contrast", "link-in-text-block"];

    /// <summary>All rules in the light; in the dark those on colours, for the rest of the page is the same. Leaves it in the light.</summary>
    public static async Task FindsNothingAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        await FindsNothingAsync(page, ColorScheme.Dark, "rule", Colours);
        await FindsNothingAsync(page, ColorScheme.Light, "tag", Everything);
    }

    // A colour on its way from one theme to the other is no colour of either.
    private static async Task FindsNothingAsync(IPage page, ColorScheme theme, string type, string[] values)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = theme });
        var found = await page.EvaluateAsync<string[]>(
            """
            async (runOnly) => {
              document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity).forEach(one => one.finish());
              const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
              return violations.map(({ id, help, nodes }) =>
                [`${id}: ${help}`, ...nodes.slice(0, 3).map(node => `  ${node.html} ${node.any.map(check => check.message).join(' ')}`)].join('\n'));
            }
            """,
            new { type, values });
        Assert.True(found.Length == 0, $"{page.Url}, {theme}\n{string.Join('\n', found)}");
    }
}
