// What the pages do besides links and forms. Each part only eases what works without it.

const live = document.getElementById("live");
const announce = (text) => { if (text) live.textContent = text; };
const titleWithoutPrefix = () => {
  const prefix = document.documentElement.dataset.errorPrefix;
  return document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
};

// A refused form: the summary takes the focus and the title says so.
function showProblems(within) {
  const summary = within.querySelector?.(".error-summary");
  const any = document.querySelector(".error-summary");
  document.title = (any ? document.documentElement.dataset.errorPrefix : "") + titleWithoutPrefix();
  summary?.focus();
}

// One press, one write. A wait that can be felt turns a wheel.
function holdButtons(form) {
  const buttons = form.querySelectorAll("button:not([type=button])");
  for (const button of buttons) button.setAttribute("aria-disabled", "true");
  const wheel = setTimeout(() => buttons.forEach((b) => b.setAttribute("aria-busy", "true")), 120);
  return () => {
    clearTimeout(wheel);
    for (const button of buttons) ["aria-disabled", "aria-busy"].forEach((a) => button.removeAttribute(a));
  };
}
const held = new WeakMap();
const release = (form) => { held.get(form)?.(); held.delete(form); };
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (held.has(form)) event.preventDefault(), event.stopImmediatePropagation();
  else if (form.method === "post") held.set(form, holdButtons(form));
}, true);
addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => release(event.detail.elt));

// Drafts: what is typed is kept a second later, and once more when the page is left.
const drafts = new Map();
const sending = new WeakMap();
async function saveDraft(form) {
  clearTimeout(drafts.get(form));
  drafts.delete(form);
  const state = form.querySelector("[data-draft-state]");
  const say = (text) => { if (state) state.textContent = text; };
  const body = new FormData(form);
  const token = body.get("csrfmiddlewaretoken");
  body.delete("csrfmiddlewaretoken");
  for (const input of form.querySelectorAll("[type=password], [type=file]")) body.delete(input.name);
  say(state?.dataset.saving);
  const abort = new AbortController();
  sending.set(form, abort);
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST", body, keepalive: true, signal: abort.signal, headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
    });
    if (!answer.ok || answer.redirected) throw answer;
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    say(`${state?.dataset.saved} ${time}`);
  } catch {
    if (!abort.signal.aborted) say(state?.dataset.failed);
  }
}
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(drafts.get(form));
  drafts.set(form, setTimeout(saveDraft, 1200, form));
});
document.addEventListener("submit", ({ target }) => {
  clearTimeout(drafts.get(target));
  drafts.delete(target);
  sending.get(target)?.abort();
  for (const other of [...drafts.keys()]) saveDraft(other);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const form of [...drafts.keys()]) saveDraft(form);
});

// Clicks: copy a digest, open and close dialogs, close menus.
document.addEventListener("click", async (event) => {
  const at = (selector) => event.target.closest?.(selector);
  const opener = at("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    dialog.showModal();
  }
  if (at("[data-close]")) at("dialog")?.close();
  if (at("[data-print]")) window.print();
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  const copy = at("[data-copy]");
  if (copy) {
    await navigator.clipboard?.writeText(copy.dataset.copy);
    copy.classList.add("copied");
    announce(copy.dataset.copied);
    setTimeout(() => copy.classList.remove("copied"), 1600);
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Rows that come and go in place: the focus goes where the work goes on, and it is said.
let rows = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const list = detail.target.closest?.("[data-rows]") ?? detail.target.querySelector?.("[data-rows]");
  if (!list) return;
  const own = detail.requestConfig.elt.closest?.("[data-rows] > *");
  rows = { id: list.id, count: list.children.length, index: [...list.children].indexOf(own) };
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  showProblems(detail.target.isConnected ? detail.target : document);
  const list = rows && document.getElementById(rows.id);
  const before = rows;
  rows = null;
  if (!list || list.querySelector(".error-summary")) return;
  const change = list.children.length - before.count;
  if (change === 0) return;
  const row = change > 0 ? list.lastElementChild : list.children[Math.min(Math.max(before.index, 0), list.children.length - 1)];
  const next = row?.querySelector("[data-focus], input:not([type=hidden]), textarea, select, a, button") ?? list;
  if (next === list) list.tabIndex = -1;
  next.focus();
  announce(change > 0 ? list.dataset.announceAdded : list.dataset.announceRemoved);
});

// An answer that could not be used is said, not swallowed.
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    const note = document.createElement("div");
    note.className = "callout error";
    note.textContent = live.dataset.failed;
    note.setAttribute("role", "alert");
    document.getElementById("messages")?.replaceChildren(note);
    note.scrollIntoView({ block: "nearest" });
  });
}

// The tab one is on is in sight, however narrow the window.
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.closest("ul").scrollLeft = tab.offsetLeft - (tab.closest("ul").clientWidth - tab.offsetWidth) / 2;

// Whoever opens a workspace finds the time zone of their browser chosen.
for (const select of document.querySelectorAll("select[data-here]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!select.value) select.value = JSON.parse(select.dataset.here)[zone] ?? zone;
  if (select.selectedIndex < 0) select.value = "";
}

showProblems(document);
