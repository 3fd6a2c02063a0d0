using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace WebChatBridge.Browser.Tests;

/// <summary>
/// The rules of axe, run in the page itself: it has no frames, so nothing has to be carried out of it and put together in another.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>All rules in the light; in the dark those on colours, for the rest of the page is the same.</summary>
    public static async Task FindsNothingAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        var found = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const runOnly = matchMedia('(prefers-color-scheme: dark)').matches
                ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
                : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
              const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
              return violations.map(({ id, help, nodes }) =>
                [`${id}: ${help}`, ...nodes.slice(0, 3).map(node => `  ${node.html} ${node.any.map(check => check.message).join(' ')}`)].join('\n'));
            }
            """);
        Assert.True(found.Length == 0, $"{page.Url}\n{string.Join('\n', found)}");
    }
}
