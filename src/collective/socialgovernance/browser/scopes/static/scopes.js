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
