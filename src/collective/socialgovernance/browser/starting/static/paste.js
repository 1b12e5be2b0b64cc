/* The number on the button follows what is chosen; without a script it is that of what was proposed. */

const choices = [...document.querySelectorAll(".sg-becomes")];
const number = document.querySelector(".sg-number");

if (number) {
  const count = () => {
    number.textContent = choices.filter((choice) => choice.value === "clause").length;
  };
  choices.forEach((choice) => choice.addEventListener("change", count));
  count();
}

/* The editor's frame is named after its label: a screen reader says what one writes into. */

document.querySelectorAll("textarea.pat-tinymce").forEach((area) => {
  const named = new MutationObserver(() => {
    const frame = document.getElementById(`${area.id}_ifr`);
    if (!frame) return;
    frame.title = area.labels[0]?.textContent.trim() || area.name;
    named.disconnect();
  });
  named.observe(area.parentElement, { childList: true, subtree: true });
});
