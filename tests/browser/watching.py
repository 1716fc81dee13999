"""What can be seen to be wrong with a page that is open in the browser, as sentences."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}

WATCH_VIOLATIONS = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""

# An element that gets focus must look different: itself, its label, or what stands around it.
FOCUS_SHOWS = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const around = [element, ...(element.labels || []), element.nextElementSibling,
                  element.parentElement, element.parentElement?.parentElement].filter(Boolean);
  const look = () => around.flatMap((one) => [null, "::before", "::after"].map((part) => {
    const s = getComputedStyle(one, part);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.opacity,
            s.backgroundColor, s.color, s.textDecorationLine, s.transform, s.stroke].join(" ");
  })).join("|");
  const focused = look();
  element.blur();
  const plain = look();
  element.focus();
  const box = element.getClientRects()[0];
  const name = element.outerHTML.slice(0, 120);
  return { name, shows: focused !== plain, hidden: !box || covered(element, box) };

  function covered(element, box) {
    if (box.width < 4 || box.height < 4) return false;
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]];
    return points.every(([x, y]) => {
      const top = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
      const own = top && (element.contains(top) || top.contains(element) ||
        [...(element.labels || [])].some((label) => label.contains(top)));
      return !own;
    });
  }
}
"""


def note_errors(page: Page) -> list[str]:
    """A list that fills with the page's console errors and uncaught exceptions."""
    errors: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        own_status = message.location["url"] == page.url  # a 404 page is an "error", too
        if message.type == "error" and not own_status:
            errors.append(f"console: {message.text}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: errors.append(f"script: {error}"))
    return errors


def open_everything(page: Page) -> None:
    """Unfold what is folded, as a reader may; of items that close each other, the last stays."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def refused(page: Page) -> list[str]:
    """What the Content-Security-Policy did not let the page do."""
    return [f"refused by the policy: {line}" for line in page.evaluate("window.refused")]


def barriers(page: Page) -> list[str]:
    """Violations of WCAG 2.2 A and AA that axe finds."""
    results = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"axe {found['id']}: {node['html'][:160]} {json.dumps(node['failureSummary'])[:240]}"
        for found in results
        for node in found["nodes"][:3]
    ]


def overflow(page: Page) -> list[str]:
    """Whether the page scrolls sideways, and because of what."""
    script = """() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      return [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > width + 1)
        .slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
    }"""
    return [f"wider than the screen: {line}" for line in page.evaluate(script)]


def unseen_focus(page: Page, presses: int) -> list[str]:
    """Elements the Tab key reaches without showing it, or behind something else."""
    found = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUS_SHOWS)
        if state is None:
            break
        if not state["shows"]:
            found.append(f"focus does not show: {state['name']}")
        if state["hidden"]:
            found.append(f"focus is covered: {state['name']}")
    return found
