using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace RegionNet.BrowserTests;

/// <summary>
/// axe-core, the judge of accessibility. Its script is brought into a page once and stays there as long as the page does: the library's
/// own binding brings half a megabyte for each judgement, which took many times longer than the judging.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong in this part of a page, by the ids of axe's rules; only what axe calls serious or critical.</summary>
    public static async Task<IReadOnlyList<AxeFinding>> Judge(ILocator part)
    {
        if (!await part.Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await part.Page.EvaluateAsync(Script);
            // Rules whose findings are never more than moderate are not asked: nothing of theirs would be kept.
            await part.Page.EvaluateAsync(
                """
                () => axe.configure({
                    rules: axe._audit.rules
                        .filter(rule => rule.impact === "minor" || rule.impact === "moderate")
                        .map(rule => ({ id: rule.id, enabled: false })),
                })
                """
            );
        }
        var found = await part.EvaluateAsync<string>(
            """
            async part => {
                // Letters change their colour at once, what is behind them a frame later.
                const changing = document.getAnimations().filter(a => a instanceof CSSTransition);
                await Promise.all(changing.map(a => a.finished.catch(() => {})));
                const { violations } = await axe.run(part, { resultTypes: ["violations"], preload: { assets: ["media"] } });
                return JSON.stringify(violations
                    .filter(v => v.impact === "serious" || v.impact === "critical")
                    .map(v => ({ rule: v.id, impact: v.impact, places: v.nodes.map(n =>
                        [n.target.join(" "), n.html.slice(0, 160), ...[...n.any, ...n.all, ...n.none].map(c => c.message)].join(" ")) })));
            }
            """
        );
        return JsonSerializer.Deserialize<List<AxeFinding>>(found, JsonSerializerOptions.Web)!;
    }
}

/// <param name="Rule">The id of axe's rule.</param>
/// <param name="Impact">serious or critical.</param>
/// <param name="Places">Each element, with what is wrong about it.</param>
internal sealed record AxeFinding(string Rule, string Impact, IReadOnlyList<string> Places);
