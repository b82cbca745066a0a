// An address may end in #place, but the page is drawn after the browser looked for that place: go there once it is.
(function () {
  const name = decodeURIComponent(window.location.hash.slice(1));
  const [arrival] = performance.getEntriesByType("navigation");
  // On the way back the page stands where it was left: see place.js.
  if (!name || (arrival && arrival.type === "back_forward")) return;
  const watch = new MutationObserver(function () {
    const place = document.getElementById(name);
    if (!place) return;
    watch.disconnect();
    place.scrollIntoView();
  });
  watch.observe(document, { childList: true, subtree: true });
  window.addEventListener("wheel", () => watch.disconnect(), { once: true, passive: true });
})();
