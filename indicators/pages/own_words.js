// Runs in the page: Streamlit has words of its own (tips of its buttons, paging, lists to choose from) in English only.
// Where one of them stands alone it is put into the reader's language, out of the other one; a # stands for a number.
((ownWords) => {
  const words = new Map(ownWords);
  const NAMED = ["aria-label", "placeholder"];
  const PLACES = [
    "stTooltipContent", "stMultiSelectDropdown", "stSelectboxVirtualDropdown", "stSkipToContent",
  ].map((name) => `[data-testid=${name}]`).concat("[role=dialog]").join();
  const READ_OUT = "[data-live-announcer]"; // how many entries a list has left, for those who hear the page

  function translated(text) {
    const numbers = text.match(/\d+/g) ?? [];
    return words.get(text.trim().replace(/\d+/g, "#"))?.replace(/#/g, () => numbers.shift() ?? "");
  }

  function translate() {
    for (const name of NAMED) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        const found = translated(element.getAttribute(name));
        if (found) element.setAttribute(name, found);
      }
    }
    rewrite(PLACES);
  }

  function rewrite(places) {
    for (const place of document.querySelectorAll(places)) {
      const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const found = translated(walk.currentNode.nodeValue);
        if (found) walk.currentNode.nodeValue = found; // the node stays, for Streamlit holds on to it
      }
    }
  }

  window.districtWords?.disconnect();
  let waits = false;
  window.districtWords = new MutationObserver(() => {
    rewrite(READ_OUT); // at once: what waits for the next picture has been read out by then
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      translate();
    });
  });
  window.districtWords.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: NAMED });
  translate();
})
