// The search of the top bar as a combobox; without it, the form leads to a page of results.
(function () {
  "use strict";

  const champ = document.getElementById("recherche-globale");
  if (!champ) return;
  const zone = document.getElementById("recherche-suggestions");
  const annonce = document.getElementById("recherche-annonce");
  let choisi = null;

  champ.setAttribute("role", "combobox");
  champ.setAttribute("aria-autocomplete", "list");
  champ.setAttribute("aria-expanded", "false");

  function options() {
    return Array.from(zone.querySelectorAll("[role=option]"));
  }

  function choisir(option) {
    if (choisi) choisi.setAttribute("aria-selected", "false");
    choisi = option;
    if (!option) {
      champ.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    champ.setAttribute("aria-activedescendant", option.id);
  }

  function ouvrir() {
    const aListe = options().length > 0;
    zone.hidden = !zone.querySelector("#recherche-trouve > :not([hidden])");
    champ.setAttribute("aria-expanded", String(aListe && !zone.hidden));
    if (aListe) champ.setAttribute("aria-controls", "recherche-liste");
    else champ.removeAttribute("aria-controls");
  }

  function fermer() {
    zone.hidden = true;
    champ.setAttribute("aria-expanded", "false");
    champ.removeAttribute("aria-controls");
    choisir(null);
  }

  // The form is sent as it is: its own listener would lead to the list.
  function suivre(option) {
    if ("tout" in option.dataset) champ.form.submit();
    else if (option.href) window.location.assign(option.href);
  }

  function avancer(pas) {
    const toutes = options();
    if (zone.hidden) ouvrir();
    if (!toutes.length) return;
    // One step beyond either end is the field itself.
    const places = [null, ...toutes];
    const rang = places.indexOf(choisi) + pas;
    choisir(places[(rang + places.length) % places.length]);
  }

  zone.addEventListener("htmx:afterSwap", function () {
    choisi = null;
    champ.removeAttribute("aria-activedescendant");
    if (document.activeElement !== champ) return;
    ouvrir();
    const dit = zone.querySelector("[data-annonce]");
    annonce.textContent = dit ? dit.textContent.replace(/\s+/g, " ").trim() : "";
  });

  champ.addEventListener("keydown", function (evenement) {
    if (evenement.isComposing) return;
    if (evenement.key === "ArrowDown" || evenement.key === "ArrowUp") {
      evenement.preventDefault();
      avancer(evenement.key === "ArrowDown" ? 1 : -1);
    } else if (evenement.key === "Escape" && !zone.hidden) {
      evenement.preventDefault();
      fermer();
    } else if (evenement.key === "Enter" && choisi && !zone.hidden) {
      evenement.preventDefault();
      suivre(choisi);
    }
  });

  // Pressing an option must not take the focus before its link is followed.
  zone.addEventListener("mousedown", function (evenement) {
    evenement.preventDefault();
  });
  zone.addEventListener("click", function (evenement) {
    const tout = evenement.target.closest("[data-tout]");
    if (!tout) return;
    evenement.preventDefault();
    suivre(tout);
  });
  champ.addEventListener("blur", fermer);

  champ.form.addEventListener("submit", function (evenement) {
    const liste = champ.form.dataset.liste;
    if (!liste) return;
    evenement.preventDefault();
    window.location.assign(`${liste}&q=${encodeURIComponent(champ.value)}`);
  });
})();
