// Shows how far a refresh is, each second for as long as one is under way. Without this there is a link to look again.
(() => {
  const place = document.querySelector("[data-state]");
  if (!place) return;
  const SECOND = 1000;
  const status = document.getElementById("stand");
  const again = document.getElementById("kijk-opnieuw");
  const begun = document.getElementById("begonnen");

  // Only what is another text: what is read aloud is then said once.
  const say = (part, words) => {
    if (part && part.textContent !== words) part.textContent = words;
  };

  const show = state => {
    for (const [table, words] of Object.entries(state.tabellen)) {
      const found = place.querySelector(`[data-table="${CSS.escape(table)}"]`);
      if (!found) continue;
      for (const [part, text] of Object.entries(words)) say(found.querySelector(`[data-part="${part}"]`), text);
    }
    say(status, state.bezig ? state.stand : "Klaar. Er is geen verversing meer bezig.");
    if (!state.bezig) {
      again?.remove();
      begun?.remove();
    }
    return state.bezig;
  };

  const look = async () => {
    if (document.hidden) {
      // Nobody looks: go on when somebody does.
      document.addEventListener("visibilitychange", look, { once: true });
      return;
    }
    try {
      const answer = await fetch(place.dataset.state, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      if (show(await answer.json())) setTimeout(look, SECOND);
    } catch {
      say(status, "De stand is nu niet op te vragen. Laad deze pagina opnieuw.");
    }
  };
  setTimeout(look, SECOND);
})();
