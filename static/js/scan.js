// The quick scan goes on by itself: who answers a question with a key, or by pointing at a level or
// at "don't know", is at the next one at once. Everything else is as on the pages of rating, whose
// scripts run before this one. "Not applicable" by pointing stays, as it asks for a reason.
(() => {
  const SEEN = 180; // long enough to see what was ticked
  const GOES_ON = ".anchors label, label:has([value=dont-know])";
  const goOn = (question) => question?.open && question.querySelector("[data-next]")?.click();

  document.addEventListener("keydown", (event) => {
    if (!event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.repeat || !/^[1-5dn]$/i.test(event.key)) return;
    goOn(document.querySelector("details.item[open]"));
  });

  // The note is folded away here, and the key for it would find nothing to go to.
  document.addEventListener(
    "keydown",
    ({ key, target }) => {
      if (key.toLowerCase() !== "e" || target.matches("textarea, select")) return;
      const folded = document.querySelector("details.item[open] .scan-more");
      if (folded) folded.open = true;
    },
    true,
  );

  // Pointing at a label clicks it and then its field; a field alone is reached by arrows, too.
  document.addEventListener("click", ({ target }) => {
    if (target.matches("input") || !target.closest(GOES_ON)) return;
    const question = target.closest("details.item");
    setTimeout(() => goOn(question), SEEN);
  });
})();
