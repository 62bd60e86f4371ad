// Runs in the page, once: on a narrow screen the pages and filters lie over the page that they belong to. Choosing another page
// or pressing Escape closes them; what is chosen in them does not, since a reader may choose several things in a row.
(() => {
  if (window.districtDrawer) return;
  window.districtDrawer = true;

  const covers = () => matchMedia("(max-width: 768px)").matches;
  const closer = () => document.querySelector("[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button");

  document.addEventListener("click", (event) => {
    if (covers() && event.target.closest?.("[data-testid=stSidebarNavLink]")) closer()?.click();
  });

  // Before the list that is open in it, if one is, closes by the same key.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !covers() || document.querySelector("[role=listbox]")) return;
      closer()?.click();
    },
    true,
  );
})();
