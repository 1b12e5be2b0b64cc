/* Moving a clause by its handle: ``place(name, before)`` keeps the new place and says whether it could. */

export function drag(handle, event, place) {
  const card = handle.closest("li");
  const list = card.parentElement;
  const before = [...list.children];
  const start = card.nextElementSibling;
  event.preventDefault();
  card.classList.add("sg-dragged");

  const follow = (moved) => {
    const over = [...list.querySelectorAll(":scope > [data-part]")].find((each) => {
      if (each === card) return false;
      const box = each.getBoundingClientRect();
      return moved.clientY >= box.top && moved.clientY <= box.bottom;
    });
    if (over) {
      const box = over.getBoundingClientRect();
      if (moved.clientY < box.top + box.height / 2) over.before(card);
      else over.after(card);
    }
    if (moved.clientY < 60) window.scrollBy(0, -14);
    if (moved.clientY > window.innerHeight - 60) window.scrollBy(0, 14);
  };
  const end = async (how) => {
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", put);
    document.removeEventListener("pointercancel", undo);
    document.removeEventListener("keydown", escape);
    card.classList.remove("sg-dragged");
    let next = card.nextElementSibling;
    while (next && !next.dataset.part) next = next.nextElementSibling;
    if (how === "undo") list.replaceChildren(...before);
    else if (card.nextElementSibling !== start) {
      const kept = await place(card.dataset.part, next?.dataset.part || "");
      if (!kept) list.replaceChildren(...before);
    }
  };
  const put = () => end("put");
  const undo = () => end("undo");
  const escape = (pressed) => pressed.key === "Escape" && end("undo");
  // On the document: moving an element in the page ends the capture of its pointer.
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", put);
  document.addEventListener("pointercancel", undo);
  document.addEventListener("keydown", escape);
}
