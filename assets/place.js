// After the way back a page stands where it was left: scrolled as far, with the focus on the same link or field.
// A browser does so before the page is drawn, and then there is nothing to scroll.
(function () {
  "use strict";

  const PATIENCE = 8000;
  const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";
  const key = "plaats:" + window.location.pathname + window.location.search;
  const [arrival] = performance.getEntriesByType("navigation");

  // What has no id is known by its place among all that looks the same.
  const alike = (tag, href) =>
    [...document.querySelectorAll(FOCUSABLE)].filter((one) => one.localName === tag && one.getAttribute("href") === href);

  function nameOf(focused) {
    if (!focused || focused === document.body) return {};
    if (focused.id) return { id: focused.id };
    const [tag, href] = [focused.localName, focused.getAttribute("href")];
    return { tag, href, place: alike(tag, href).indexOf(focused) };
  }

  const found = (left) => left.id ? document.getElementById(left.id) : left.tag ? alike(left.tag, left.href)[left.place] : null;

  window.addEventListener("pagehide", function () {
    const left = Object.assign({ scroll: window.scrollY }, nameOf(document.activeElement));
    try {
      window.sessionStorage.setItem(key, JSON.stringify(left));
    } catch (refused) {
      // Without a store the way back ends at the top, as it does for a page that was never left.
    }
  });

  function kept() {
    try {
      return JSON.parse(window.sessionStorage.getItem(key));
    } catch (refused) {
      return null;
    }
  }

  const left = arrival && arrival.type === "back_forward" ? kept() : null;
  if (!left) return;
  const before = window.history.scrollRestoration;
  window.history.scrollRestoration = "manual";
  let waiting = true;

  // Whoever scrolls, types or clicks in the meantime is not moved from there.
  function stop() {
    waiting = false;
    watch.disconnect();
    window.history.scrollRestoration = before;
    ["wheel", "keydown", "pointerdown", "touchstart"].forEach((kind) => window.removeEventListener(kind, stop));
  }

  // Charts come last, and make the page longer: until it is as long as it was, this is tried again.
  function restore() {
    if (!waiting) return;
    const focused = found(left);
    if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true });
    window.scrollTo(0, left.scroll);
    const there = Math.abs(window.scrollY - left.scroll) < 1;
    if (there && (focused || !(left.id || left.tag)) && document.querySelector("main h1")) settle();
  }

  // What is above may still grow for a moment.
  let settling = null;
  function settle() {
    clearTimeout(settling);
    settling = setTimeout(stop, 500);
  }

  const watch = new ResizeObserver(restore);
  ["wheel", "keydown", "pointerdown", "touchstart"].forEach((kind) =>
    window.addEventListener(kind, stop, { passive: true }));
  watch.observe(document.body);
  setTimeout(stop, PATIENCE);
  restore();
})();
