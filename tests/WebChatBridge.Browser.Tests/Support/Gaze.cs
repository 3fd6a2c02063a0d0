using Microsoft.Playwright;

namespace WebChatBridge.Browser.Tests;

/// <summary>An eye on a stream, frame by frame: whether its end is followed, and whether what is read stays where it is.</summary>
internal static class Gaze
{
    /// <summary>Looks for five seconds how far the end was away at the most, in any frame.</summary>
    public static Task<Followed> FollowAsync(ILocator stream) => stream.EvaluateAsync<Followed>(
        """
        (log) => new Promise(done => {
          const last = () => [...log.querySelectorAll('[data-seq]')].at(-1).textContent;
          const end = performance.now() + 5_000;
          let gap = 0, first = last(), frames = 0;
          const look = () => {
            gap = Math.max(gap, log.scrollHeight - log.scrollTop - log.clientHeight);
            frames++;
            if (performance.now() < end) { requestAnimationFrame(look); }
            else { done({ gap, frames, moved: last() !== first }); }
          };
          requestAnimationFrame(look);
        })
        """);

    /// <summary>Looks for three seconds whether the row in the middle stays the same, says the same and does not move.</summary>
    public static Task<bool> StaysAsync(ILocator stream) => stream.EvaluateAsync<bool>(
        """
        (log) => new Promise(done => {
          const eye = () => { const box = log.getBoundingClientRect(); return document.elementFromPoint(box.x + 300, box.y + box.height / 2).closest('[data-seq]'); };
          const row = eye(), text = row.textContent, top = row.getBoundingClientRect().top;
          const end = performance.now() + 3_000;
          const look = () => {
            const now = eye();
            if (now !== row || now.textContent !== text || Math.abs(now.getBoundingClientRect().top - top) > 1) { done(false); }
            else if (performance.now() < end) { requestAnimationFrame(look); } else { done(true); }
          };
          requestAnimationFrame(look);
        })
        """);

    /// <summary>The row in the middle. The wheel glides: what is read stands still once the same is seen in two frames.</summary>
    public static Task<string> StandingAsync(ILocator stream) => stream.EvaluateAsync<string>(
        """
        (log) => new Promise(done => {
          let top = NaN;
          const look = () => {
            if (log.scrollTop === top) {
              const box = log.getBoundingClientRect();
              done(document.elementFromPoint(box.x + 300, box.y + box.height / 2).closest('[data-seq]').textContent);
            } else { top = log.scrollTop; setTimeout(look, 150); }
          };
          look();
        })
        """);

    internal sealed class Followed
    {
        public double Gap { get; set; }

        public int Frames { get; set; }

        public bool Moved { get; set; }
    }
}
