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
