// The list's selection: counts what is ticked, ticks the whole page, and keeps the buttons still
// while nothing is ticked. Without it the buttons work and the server says the same sentence.
(function () {
  "use strict";

  const cases = function () {
    return Array.from(document.querySelectorAll('input[name="parcours"][form="selection"]'));
  };

  const rafraichir = function () {
    const formulaire = document.getElementById("selection");
    if (!formulaire) return;
    const lignes = cases();
    const cochees = lignes.filter((c) => c.checked).length;
    const toute = formulaire.querySelector("[data-toute-la-liste]");
    const entiere = Boolean(toute && toute.checked);
    const nombre = entiere ? Number(toute.dataset.touteLaListe) : cochees;
    const s = nombre > 1 ? "s" : "";
    formulaire.querySelector("[data-compte-selection]").textContent =
      `${nombre.toLocaleString("fr-FR")} dossier${s} coché${s}`;
    const page = formulaire.querySelector("[data-toute-la-page]");
    page.closest("[data-avec-script]").hidden = false;
    page.checked = cochees === lignes.length;
    page.indeterminate = cochees > 0 && cochees < lignes.length;
    page.disabled = entiere;
    lignes.forEach((c) => (c.disabled = entiere));
    formulaire.querySelectorAll("[data-acte]").forEach((b) => (b.disabled = nombre === 0));
    document.getElementById("rien-de-coche").hidden = nombre > 0;
    formulaire.classList.add("selection-suivie");
    formulaire.classList.toggle("selection-active", nombre > 0);
  };

  document.addEventListener("change", function (evenement) {
    const cible = evenement.target;
    if (!cible.form || cible.form.id !== "selection") return;
    if ("touteLaPage" in cible.dataset) cases().forEach((c) => (c.checked = cible.checked));
    rafraichir();
  });
  document.addEventListener("htmx:afterSwap", rafraichir);
  window.addEventListener("pageshow", rafraichir);
  rafraichir();
})();
