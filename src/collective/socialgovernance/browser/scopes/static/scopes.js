/* Helps where scripts run: copying a sentence. Everything on these pages works without it. */

const words = document.querySelector("#sg-scope-words")?.dataset ?? {};

for (const box of navigator.clipboard ? document.querySelectorAll(".sg-copy") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-primary";
  button.textContent = words.copy ?? "Copy";
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.querySelector("p").textContent.trim());
    button.textContent = words.copied ?? "Copied";
  });
  box.append(button);
}

/* Rows of the form: added, taken out and moved in place. */
for (const table of document.querySelectorAll(".sg-table-of-rows")) {
  const rows = table.querySelector(".sg-scope-rows");
  const blank = table.querySelector("template");
  let next = rows.children.length + 100;

  table.querySelector("[data-add]").addEventListener("click", (event) => {
    event.preventDefault();
    const holder = document.createElement("div");
    holder.innerHTML = blank.innerHTML
      .replaceAll(`${table.id}.KEY`, `${table.id}.${next}`)
      .replaceAll(`${table.id}-KEY`, `${table.id}-${next}`)
      .replaceAll(`value="KEY"`, `value="${next}"`)
      .replaceAll(`data-key="KEY"`, `data-key="${next}"`);
    next += 1;
    const row = holder.firstElementChild;
    rows.append(row);
    offerPeople(row);
    numbered();
    row.querySelector("select, input:not([type=hidden]), textarea").focus();
    touched();
  });

  const numbered = () => {
    for (const [place, number] of rows.querySelectorAll("[data-number]").entries()) number.textContent = place + 1;
  };

  rows.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest(".sg-scope-row");
    const other = { up: row.previousElementSibling, down: row.nextElementSibling }[button.dataset.move];
    if (button.dataset.move === "remove") {
      const after = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (after?.querySelector("select, input:not([type=hidden])") ?? table.querySelector("[data-add]")).focus();
    } else if (other) {
      if (button.dataset.move === "up") other.before(row);
      else other.after(row);
      (button.checkVisibility() ? button : row.querySelector(`[data-move="${button.dataset.move === "up" ? "down" : "up"}"]`)).focus();
    }
    numbered();
    touched();
  });
}

/* People by name: a short list of who is called so, never of everybody. */
let lists = 0;

function offerPeople(root) {
  const url = document.querySelector("[data-people^='http']")?.dataset.people;
  if (!url) return;
  for (const input of root.querySelectorAll("input[data-people]")) {
    const list = document.createElement("datalist");
    list.id = `people-${(lists += 1)}`;
    input.after(list);
    input.setAttribute("list", list.id);
    let asked = "";
    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const typed = input.value.trim();
      if (typed.length < 2 || typed.endsWith(")")) return;
      timer = setTimeout(async () => {
        asked = typed;
        const answer = await fetch(`${url}?query=${encodeURIComponent(typed)}`);
        if (!answer.ok || asked !== typed) return;
        const found = (await answer.json()).results;
        list.replaceChildren(...found.map(({ text }) => new Option(text, text)));
      }, 200);
    });
  }
}
offerPeople(document);

/* A square of the grid that says something stands out at once. */
for (const select of document.querySelectorAll(".sg-grid select")) {
  select.addEventListener("change", () => select.closest("td").classList.toggle("sg-filled", select.value !== ""));
}

/* What stands beside the form follows what is typed; the answer to an older question is not waited for. */
let waiting = 0;
let asking = new AbortController();

function lookBeside() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const url = document.querySelector("[data-beside^='http']")?.dataset.beside;
    const form = document.querySelector("#sg-scope-form");
    if (!url || !form) return;
    asking.abort();
    asking = new AbortController();
    const typed = new FormData(form);
    for (const upload of form.querySelectorAll("input[type=file]")) typed.delete(upload.name);
    try {
      const answer = await fetch(url, { method: "POST", body: typed, signal: asking.signal });
      if (answer.ok) showBeside(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") console.warn(error);
    }
  }, 400);
}

function showBeside(html) {
  const beside = document.querySelector("#beside");
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#beside");
  if (!fresh || beside.contains(document.activeElement)) return;
  for (const open of beside.querySelectorAll("details[id][open]")) {
    fresh.querySelector(`#${open.id}`)?.setAttribute("open", "");
  }
  const said = document.querySelector("#sg-beside-said");
  if (fresh.dataset.said !== beside.dataset.said) said.textContent = fresh.dataset.said;
  beside.replaceWith(fresh);
}

/* Nobody leaves with something unsaved without being asked. */
let unsaved = Boolean(document.querySelector("#problems"));

function touched() {
  unsaved = true;
  lookBeside();
}

for (const form of document.querySelectorAll(".sg-scope-form")) {
  form.addEventListener("input", touched);
  form.addEventListener("submit", () => {
    unsaved = false;
  });
}
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
document.querySelector("#problems")?.focus();

/* On a phone a topic of the grid with nothing in it is one line to open. */
for (const row of document.querySelectorAll(".sg-grid tbody tr")) {
  const head = row.querySelector("th");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sg-grid-open";
  button.textContent = head.textContent.trim();
  const show = (open) => {
    row.classList.toggle("sg-closed", !open);
    button.setAttribute("aria-expanded", String(open));
  };
  show(Boolean(row.querySelector(".sg-filled, .is-invalid")));
  button.addEventListener("click", () => show(row.classList.contains("sg-closed")));
  const title = document.createElement("span");
  title.className = "sg-grid-title";
  title.textContent = button.textContent;
  head.replaceChildren(title, button);
}
