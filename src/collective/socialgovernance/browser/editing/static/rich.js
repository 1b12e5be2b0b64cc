/* Rich texts of the page of writing: textareas that Plone's editor stands in for, if it is there. */

const pristine = new WeakMap(); // textarea -> [what was stored, what the editor first made of it]
const wanted = new WeakSet(); // fields that got the focus before their editor was there

/* What a clause needs: pictures are fields of their own, alignment and tables belong to other texts. */
const TOOLBAR = "bold italic | bullist numlist | styles | plonelink unlink | undo redo";

export const editorOf = (area) => (window.tinymce ? window.tinymce.get(area.id) : null);

/* Put an editor into each rich text of a form; ``changed`` is called when its writer changes one. */
export function enrich(form, options, changed) {
  if (!window.jQuery) return;
  for (const area of form.querySelectorAll("textarea.sg-rich")) {
    if (area.classList.contains("pat-tinymce")) continue;
    const height = { text: 340, why: 190 }[area.name] || 240;
    const tiny = { ...options.tiny, menubar: false, resize: true, toolbar: TOOLBAR, height };
    area.dataset.patTinymce = JSON.stringify({ ...options, tiny });
    area.classList.add("pat-tinymce");
  }
  // Plone's patterns look at what is announced to them like this.
  window.jQuery(form).trigger("patterns-injected", [undefined, form, form]);
  settle(form, changed, 100);
}

/* What the editor makes of a text by opening it is no change of its writer: it is remembered, so that a text
 * nobody touched is sent back as it was stored. */
function settle(form, changed, tries) {
  let waiting = false;
  for (const area of form.querySelectorAll("textarea.sg-rich")) {
    if (pristine.has(area)) continue;
    const editor = editorOf(area);
    if (editor && editor.initialized) {
      // Words typed before the editor was there are words of the writer.
      pristine.set(area, [form.dataset.unsaved ? area.value : area.defaultValue, editor.getContent()]);
      editor.getBody().setAttribute("lang", area.lang);
      // Unless the writer has gone elsewhere by then.
      if (wanted.delete(area) && [document.body, area].includes(document.activeElement)) focusOn(area);
      if (editor.iframeElement) editor.iframeElement.title = area.labels[0]?.textContent.trim() || area.name;
      // Leaving an editor is told as a change, too: only other words are one.
      editor.on("input change undo redo", () => {
        if (editor.getContent() !== pristine.get(area)[1]) changed();
      });
    } else waiting = true;
  }
  if (waiting && tries) window.setTimeout(() => settle(form, changed, tries - 1), 100);
}

/* What a rich text says now. */
export function richText(area) {
  const editor = editorOf(area);
  if (!editor || !editor.initialized) return area.value;
  const [stored, first] = pristine.get(area) || [];
  const now = editor.getContent();
  return now === first ? stored : now;
}

/* Take the editors away with what they stand in. */
export function release(root) {
  for (const area of root.querySelectorAll("textarea.pat-tinymce")) editorOf(area)?.remove();
}

/* Remember what was saved as what a text nobody touches again is sent back as. */
export function keep(area) {
  const editor = editorOf(area);
  if (editor) pristine.set(area, [richText(area), editor.getContent()]);
}

/* Focus a field; a rich text whose editor is still to come passes the focus on to it. */
export function focusOn(control) {
  const editor = editorOf(control);
  if (!editor?.initialized) {
    wanted.add(control);
    control.focus({ preventScroll: true });
    return;
  }
  editor.focus();
  control.closest(".sg-row").scrollIntoView({ block: "nearest" });
}
