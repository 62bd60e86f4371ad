// Runs in the page, in a block that holds `chosen`, the offset of the chosen number (or nothing). It marks that number in
// the text, brings it into sight, and turns a click on another one into a change of the address that keeps the session.
// It holds no text of any document.
const mark = (at, tries = 20) => {
  const sheet = document.querySelector(".di-document");
  const wanted = at && sheet?.querySelector(`[data-at="${at}"]`);
  if (at && !wanted && tries) return requestAnimationFrame(() => mark(at, tries - 1)); // the text may still be on its way
  const before = document.getElementById("di-chosen");
  if (before && before !== wanted) {
    before.removeAttribute("id");
    before.removeAttribute("aria-current");
  }
  if (!wanted) return;
  wanted.id = "di-chosen";
  wanted.setAttribute("aria-current", "true");
  const box = wanted.closest(".st-key-document").getBoundingClientRect();
  const place = wanted.getBoundingClientRect();
  if (place.top >= box.top && place.bottom <= box.bottom) return;
  wanted.closest(".st-key-document").scrollTop += place.top - box.top - box.height / 3;
  if (tries) requestAnimationFrame(() => mark(at, tries - 1)); // while the page is still laid out, it may not scroll yet
};
mark(chosen);

if (!window.districtReading) {
  window.districtReading = true;
  document.addEventListener("click", (event) => {
    const number = event.target.closest?.(".di-document a[data-at]");
    if (!number || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    mark(number.dataset.at);
    const address = new URL(location.href);
    address.searchParams.set("at", number.dataset.at);
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
}
