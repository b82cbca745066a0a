// Comfort for the forms of entry, which work without it: what is wrong is said while one types, and sending twice by a
// double click is not possible. Nothing is kept in the browser, and the focus stays where the writer put it.
(() => {
  const summary = document.getElementById("fouten");
  if (summary) summary.focus();

  for (const form of document.querySelectorAll('form[method="post"]')) {
    form.addEventListener("submit", event => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
  }
  // Back by the browser's own button: the page is as it was left.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  const form = document.querySelector("form[data-check]");
  if (!form) return;
  let changed = summary !== null;
  form.addEventListener("input", () => { changed = true; });
  form.querySelector("[data-leave]").addEventListener("click", event => {
    if (changed && !confirm(event.currentTarget.dataset.leave)) event.preventDefault();
  });
  const PAUSE = 500;
  const inputs = [...form.querySelectorAll("[id^='veld-']")].filter(part => part.name);
  // Of what nobody has written in yet, nothing is said.
  const touched = new Set(inputs.filter(part => part.getAttribute("aria-invalid")).map(part => part.name));
  let asked = 0;
  let waiting = 0;

  const say = (place, messages) => {
    if (place.innerText.trim() === messages.join("\n").trim()) return;
    place.replaceChildren(...messages.map(text => Object.assign(document.createElement("span"), { textContent: text })));
  };

  const show = found => {
    for (const part of inputs) {
      if (!touched.has(part.name)) continue;
      const messages = found.fields[part.name] || [];
      say(document.getElementById(`${part.id}-fout`), messages);
      part.closest(".field").classList.toggle("wrong", messages.length > 0);
      if (messages.length) part.setAttribute("aria-invalid", "true");
      else part.removeAttribute("aria-invalid");
    }
    const filled = inputs.every(part => part.getAttribute("aria-required") !== "true" || part.value.trim() || part.closest("details"));
    say(document.getElementById("rij-fout"), filled ? found.row : []);
  };

  const AWAY = {
    401: "U bent niet meer aangemeld; meld u aan in een ander tabblad, dan blijft dit staan.",
    403: "U bent intussen opnieuw aangemeld. Als u dit bewaart, ziet u het eerst nog één keer terug.",
  };
  const away = form.insertBefore(Object.assign(document.createElement("p"), { className: "away" }), form.querySelector("#rij-fout"));
  away.setAttribute("role", "status");
  const warn = text => {
    if (away.textContent !== text) away.textContent = text;
  };

  const check = async () => {
    clearTimeout(waiting);
    const question = ++asked;
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      warn(AWAY[answer.status] || "");
      if (!answer.ok) return;
      const found = await answer.json();
      // A later question is under way: what this one says is of what stood there before.
      if (question === asked) show(found);
    } catch {
      // Not to be reached: sending the form will say so, and not the fields.
    }
  };

  form.addEventListener("input", event => {
    if (!event.target.name) return;
    touched.add(event.target.name);
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });
  form.addEventListener("focusout", event => {
    if (!inputs.includes(event.target) || !touched.has(event.target.name)) {
      // One that was left empty although it may not be.
      if (!inputs.includes(event.target) || event.target.getAttribute("aria-required") !== "true") return;
      touched.add(event.target.name);
    }
    check();
  });
})();
