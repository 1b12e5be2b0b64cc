/* The page of writing with a script: the same links and forms, answered in place.
 *
 * A part of the draft is fetched when it is opened and saved by its own form. What comes back is HTML made by
 * the server; nothing is typed here that could be lost by an answer that says no.
 */

import { drag } from "./drag.js";
import { editorOf, enrich, focusOn, keep, release, richText } from "./rich.js";

const page = document.querySelector(".sg-write");
const words = document.getElementById("sg-words").dataset;
const said = document.getElementById("sg-said");
const list = page.querySelector(".sg-clauses");
const closed = new WeakMap(); // part -> its element as it was before it was opened

const element = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
};
const say = (text) => {
  said.textContent = "";
  said.textContent = text;
};
const partOf = (name) =>
  [...page.querySelectorAll("[data-part]")].find((each) => each.dataset.part === name && each.tagName !== "FORM");

/* ---------------------------------------------------------------- forms */

const state = (form, text, kind = "") => {
  const place = form.querySelector(".sg-state");
  place.textContent = text;
  place.className = `sg-state ${kind}`;
};

function unsaved(form) {
  if (form.dataset.unsaved) return;
  form.dataset.unsaved = "1";
  state(form, words.unsaved);
}

/* ``field`` is the id of the field to begin in; that of the part itself stands for its first field. */
function begin(form, field) {
  const target = field && form.querySelector(`#${CSS.escape(field)}`);
  const first = controlIn(target || form);
  first.closest("details:not(.sg-add)")?.setAttribute("open", "open");
  enrich(form, JSON.parse(page.dataset.editor || "{}"), () => unsaved(form));
  offers(form);
  focusOn(first);
  (first.closest(".sg-row") || form).scrollIntoView({ block: "nearest" });
  if (!target) (form.closest("[data-part], .sg-new, .sg-add") || form).scrollIntoView({ block: "nearest" });
}

const controlIn = (place) => {
  if (!place.matches("form, fieldset")) return place;
  return place.querySelector("input:checked, input[type=text], textarea") || place.querySelector("input[type=radio], input[type=checkbox]");
};

function offers(form) {
  const kind = form.elements.kind?.value;
  for (const offer of form.querySelectorAll(".sg-offer")) {
    offer.hidden = Boolean(kind) && !offer.dataset.kinds.split(" ").includes(kind);
  }
}

function insertPrompts(link) {
  const area = document.getElementById(link.dataset.for);
  const editor = editorOf(area);
  if (editor) {
    editor.setContent(editor.getContent() + link.dataset.prompts);
    editor.undoManager.add();
    editor.focus();
  } else {
    area.value += link.dataset.prompts;
    area.focus();
  }
  unsaved(area.form);
}

function clearProblems(form) {
  form.querySelectorAll(".invalid-feedback").forEach((each) => each.remove());
  form.querySelectorAll(".is-invalid").forEach((each) => each.classList.remove("is-invalid"));
  form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
  form.parentElement.querySelectorAll(".sg-meanwhile").forEach((each) => each.remove());
}

function showProblems(form, answer) {
  const general = [];
  let first = null;
  for (const problem of answer.problems) {
    const row = form.querySelector(`[data-field="${CSS.escape(problem.field)}"]`);
    if (!row) {
      general.push(problem.message);
      continue;
    }
    const control = row.querySelector("input:not([type=hidden]), select, textarea");
    const note = document.createElement("div");
    note.className = "invalid-feedback d-block";
    note.id = `${control.id}-problem`;
    note.textContent = problem.message;
    row.append(note);
    control.classList.add("is-invalid");
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", note.id);
    row.closest("details")?.setAttribute("open", "open");
    first = first || control;
  }
  state(form, [answer.message, ...general].join(" "), "sg-state-bad");
  if (first) (editorOf(first) || first).focus();
}

/* ---------------------------------------------------------------- talking with the server */

async function ask(url, options = {}) {
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  let response;
  try {
    response = await fetch(url, { ...options, headers, credentials: "same-origin", cache: "no-store" });
  } catch {
    return { lost: words.lost };
  }
  if (!(response.headers.get("Content-Type") || "").startsWith("application/json")) {
    return { lost: response.status >= 500 ? words.lost : words.signedOut };
  }
  return { ok: response.ok, answer: await response.json() };
}

const addressOf = (form) => form.getAttribute("action").split("#")[0];

function refresh(answer) {
  document.getElementById("missing").innerHTML = answer.side;
  document.getElementById("taken").innerHTML = answer.taken;
  for (const place of page.querySelectorAll("[data-problems]")) {
    const lines = answer.problems[place.dataset.problems] || [];
    place.replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );
  }
  arrange(answer.order);
  measure();
}

/* The measures of the text come apart from a save: reading the whole text takes longer than keeping a clause. */
const figures = document.getElementById("measures");
let measuring = 0;

async function measure() {
  if (!figures.checkVisibility()) return;
  measuring += 1;
  const mine = measuring;
  const response = await fetch(figures.dataset.url, { credentials: "same-origin", cache: "no-store" }).catch(() => null);
  if (!response?.ok || response.redirected) return;
  const panel = await response.text();
  if (mine === measuring) figures.innerHTML = panel;
}

function arrange(order) {
  const cards = new Map([...list.querySelectorAll(":scope > [data-part]")].map((each) => [each.dataset.part, each]));
  const present = [...cards.keys()].join();
  if (present !== order.join()) {
    for (const name of order) if (cards.has(name)) list.append(cards.get(name));
  }
  for (const [name, card] of cards) {
    if (!order.includes(name)) {
      release(card);
      card.remove();
    }
  }
  page.querySelector(".sg-none")?.remove();
}

async function save(form) {
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  state(form, words.saving);
  const data = new FormData(form);
  for (const area of form.querySelectorAll("textarea.sg-rich")) data.set(area.name, richText(area));
  delete form.dataset.unsaved;
  const { ok, answer, lost } = await ask(addressOf(form), { method: "POST", body: data });
  delete form.dataset.busy;
  if (lost) {
    unsaved(form);
    state(form, lost, "sg-state-bad");
    return;
  }
  clearProblems(form);
  if (!ok) {
    unsaved(form);
    form.elements.version.value = answer.version;
    if (answer.gone) form.elements.act.value = "add";
    showProblems(form, answer);
    if (answer.meanwhile) tell(form, answer.meanwhile);
    return;
  }
  if (answer.added) {
    if (form.elements.act.value === "add" && form.elements.clause.value !== "_new") drop(form);
    added(form, answer);
  } else saved(form, answer);
}

/* What somebody else wrote meanwhile, above the form and in view. */
function tell(form, meanwhile) {
  const told = element(meanwhile);
  told.tabIndex = -1;
  form.before(told);
  told.focus({ preventScroll: true });
  told.scrollIntoView({ block: "nearest" });
}

function drop(form) {
  const gone = form.closest("[data-part]:not(form)");
  release(gone);
  gone.remove();
}

function saved(form, answer) {
  const part = form.closest("[data-part]:not(form)");
  const now = element(answer.html);
  prepare(now);
  closed.set(part, now);
  const title = now.querySelector("h3, h2");
  part.querySelector("h3, h2").textContent = title.textContent;
  const badges = part.querySelector(".sg-badges");
  if (badges) badges.innerHTML = now.querySelector(".sg-badges").innerHTML;
  part.className = now.className;
  form.elements.version.value = answer.version;
  for (const area of form.querySelectorAll("textarea.sg-rich")) {
    keep(area);
  }
  const file = form.querySelector("input[type=file]");
  if (file && (file.value || form.querySelector("[name$=-remove]:checked"))) reopen(part, answer.message);
  else if (!form.dataset.unsaved) state(form, answer.message, "sg-state-good");
  refresh(answer);
}

function added(form, answer) {
  const card = element(answer.html);
  prepare(card);
  list.append(card);
  refresh(answer);
  renew(form);
  say(answer.message);
  card.classList.add("sg-just");
  card.querySelector("[data-open]")?.focus();
}

/* The form of a new clause, empty again after use. */
function renew(form) {
  const inserted = form.closest(".sg-new");
  const fold = page.querySelector(".sg-add");
  release(form);
  (inserted || form).remove();
  if (!fold) return;
  fold.open = false;
  fold.hidden = false;
  fold.querySelector(".sg-panel").replaceChildren(element(emptyForm));
}

/* ---------------------------------------------------------------- opening and closing */

const querying = (values) => `${page.dataset.url}?${new URLSearchParams(values)}`;

async function open(name, field) {
  const part = partOf(name);
  if (!part) return false;
  const there = part.querySelector("form.sg-form");
  if (there) {
    begin(there, field);
    return true;
  }
  const { ok, answer } = await ask(querying({ clause: name }));
  if (!ok) return false;
  const opened = element(answer.html);
  prepare(opened);
  closed.set(opened, part);
  part.replaceWith(opened);
  begin(opened.querySelector("form.sg-form"), field);
  return true;
}

async function reopen(part, message) {
  const { ok, answer } = await ask(querying({ clause: part.dataset.part }));
  if (!ok) return;
  const opened = element(answer.html);
  prepare(opened);
  closed.set(opened, closed.get(part));
  release(part);
  part.replaceWith(opened);
  begin(opened.querySelector("form.sg-form"));
  state(opened.querySelector("form.sg-form"), message, "sg-state-good");
}

async function close(form) {
  if (form.dataset.unsaved && !window.confirm(words.leave)) return;
  const inserted = form.closest(".sg-new, .sg-add");
  if (inserted) {
    renew(form);
    return;
  }
  const part = form.closest("[data-part]:not(form)");
  let before = closed.get(part);
  release(part);
  if (!before) {
    window.location.assign(`${page.dataset.url}#${part.id}`);
    return;
  }
  before.querySelector("[data-problems]").innerHTML = part.querySelector("[data-problems]").innerHTML;
  part.replaceWith(before);
  before.querySelector("[data-open]")?.focus();
}

async function insertAfter(name) {
  const begun = page.querySelector(".sg-new form, .sg-add form");
  if (begun?.dataset.unsaved && !window.confirm(words.leave)) return true;
  const { ok, answer } = await ask(querying({ clause: "_new", after: name }));
  if (!ok) return false;
  if (begun) renew(begun);
  const fold = page.querySelector(".sg-add");
  if (fold) {
    // There is one form of a new clause at a time.
    fold.querySelector("form").remove();
    fold.hidden = true;
  }
  const place = document.createElement("li");
  place.className = "sg-new sg-panel";
  place.append(element(answer.html));
  partOf(name).after(place);
  begin(place.querySelector("form"));
  return true;
}

async function openNew(values) {
  const fold = page.querySelector(".sg-add");
  const inserted = page.querySelector(".sg-new form");
  if (!fold && !inserted) return false;
  if (fold && !inserted) fold.open = true;
  const form = inserted || fold.querySelector("form");
  if (values.get("topic")) form.elements.topic_group.value = values.get("topic");
  begin(form);
  return true;
}

/* ---------------------------------------------------------------- moving */

async function send(values) {
  const data = new FormData();
  data.set("_authenticator", page.dataset.token);
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  const { ok, answer, lost } = await ask(page.dataset.url, { method: "POST", body: data });
  if (ok) {
    refresh(answer);
    say(answer.message);
  } else say(lost || answer.problems.map((each) => each.message).join(" "));
  return ok ? answer : null;
}

async function step(button) {
  const name = button.form.elements.clause.value;
  const answer = await send({ act: button.value, clause: name });
  if (!answer) return;
  const card = partOf(name);
  const again = card.querySelector(`.sg-${button.value}`);
  const other = card.querySelector(button.value === "up" ? ".sg-down" : ".sg-up");
  (again.checkVisibility() ? again : other).focus();
}

/* Put a clause in front of another one, or at the end; whether that was kept. */
const place = async (name, before) => Boolean(await send({ act: "place", clause: name, before }));

/* ---------------------------------------------------------------- what people do */

function prepare(root) {
  root.querySelectorAll(".sg-handle").forEach((handle) => {
    handle.hidden = false;
  });
}

page.addEventListener("submit", (event) => {
  const form = event.target;
  const act = event.submitter?.value;
  if (form.matches(".sg-form")) {
    event.preventDefault();
    save(form);
  } else if (act === "up" || act === "down") {
    event.preventDefault();
    step(event.submitter);
  } else if (act === "delete") {
    event.preventDefault();
    send({ act, clause: form.elements.clause.value }).then(
      (answer) => answer && document.querySelector("#taken button")?.focus(),
    );
  } else if (form.closest(".sg-taken")) {
    event.preventDefault();
    send({ act: "put_back", clause: form.elements.clause.value }).then((answer) => {
      if (!answer) return;
      const card = element(answer.html);
      prepare(card);
      list.append(card);
      arrange(answer.order);
      card.querySelector("[data-open]")?.focus();
    });
  }
});

page.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const address = new URL(link.href);
  const form = link.closest("form.sg-form");
  if (link.matches(".sg-prompts")) {
    event.preventDefault();
    insertPrompts(link);
  } else if (link.matches(".sg-close")) {
    event.preventDefault();
    close(form);
  } else if (link.matches("[data-reopen]")) {
    event.preventDefault();
    reopen(link.closest("[data-part]"), "");
  } else if (address.origin + address.pathname === page.dataset.url && address.searchParams.has("clause")) {
    event.preventDefault();
    const name = address.searchParams.get("clause");
    let done;
    if (name === "_new" && link.dataset.after) done = await insertAfter(link.dataset.after);
    else if (name === "_new") done = await openNew(address.searchParams);
    else done = await open(name, address.hash.slice(1));
    if (!done) window.location.assign(link.href);
  }
});

page.addEventListener("input", (event) => {
  const form = event.target.closest("form.sg-form");
  if (!form) return;
  unsaved(form);
  if (event.target.name === "kind") offers(form);
});

page.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches(".sg-add") && event.target.open) begin(event.target.querySelector("form"));
  },
  true,
);

page.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest(".sg-handle");
  if (handle && event.button === 0) drag(handle, event, place);
});

page.addEventListener("keydown", (event) => {
  const form = event.target.closest("form.sg-form");
  if (form && event.key === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save(form);
  }
  const handle = event.target.closest(".sg-handle");
  if (handle && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    const name = handle.closest("[data-part]").dataset.part;
    send({ act: event.key === "ArrowUp" ? "up" : "down", clause: name }).then(() =>
      partOf(name).querySelector(".sg-handle").focus(),
    );
  }
});

window.addEventListener("beforeunload", (event) => {
  if (page.querySelector("form[data-unsaved]")) event.preventDefault();
});

const emptyForm = page.querySelector(".sg-add form")?.outerHTML || "";
prepare(page);
measure();
if (window.matchMedia("(max-width: 61.99rem)").matches) document.getElementById("missing").open = false;
const ready = () => page.querySelectorAll("form.sg-form").forEach((form) => {
  if (!form.closest("details:not([open])")) begin(form, window.location.hash.slice(1));
});
if (document.readyState === "complete") ready();
else window.addEventListener("load", ready);
