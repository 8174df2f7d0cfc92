// Keys declared by data-raccourci on links and fields, and the sheet that lists them.
(function () {
  "use strict";

  const CLE = "plie.raccourcis";
  const ATTENTE = 1500;
  const LIGNES = "main .table-liste tbody tr, main .agenda li, main .agenda-du-jour li";
  const feuille = document.getElementById("feuille-raccourcis");
  const interrupteur = document.getElementById("raccourcis-actifs");
  let tapees = "";
  let minuterie = null;

  // Some browsers refuse to remember: shortcuts then stay on.
  function memoire(valeur) {
    try {
      if (valeur) window.localStorage.setItem(CLE, valeur);
      return window.localStorage.getItem(CLE);
    } catch (refus) {
      return null;
    }
  }

  function declares() {
    const trouves = new Map();
    document.querySelectorAll("[data-raccourci]").forEach(function (element) {
      if (!trouves.has(element.dataset.raccourci)) trouves.set(element.dataset.raccourci, element);
    });
    return trouves;
  }

  function liens() {
    return Array.from(document.querySelectorAll(LIGNES))
      .map(function (ligne) {
        return ligne.querySelector("a[href]");
      })
      .filter(function (lien) {
        return lien && lien.offsetParent;
      });
  }

  function libelle(element) {
    return element.dataset.raccourciLibelle || element.textContent.replace(/\s+/g, " ").trim();
  }

  function declencher(element) {
    // What one key must not do alone is only aimed at: Enter does it.
    if (element.matches("input, select, textarea, [data-raccourci-vise]")) element.focus();
    else element.click();
  }

  // The sheet

  function section(titre, entrees) {
    if (!entrees.length) return [];
    const intitule = document.createElement("h3");
    intitule.textContent = titre;
    const liste = document.createElement("dl");
    liste.className = "raccourcis";
    entrees.forEach(function (entree) {
      const touches = document.createElement("dt");
      entree[0].split(" ").forEach(function (touche) {
        const kbd = document.createElement("kbd");
        kbd.textContent = touche;
        touches.append(kbd, " ");
      });
      const sens = document.createElement("dd");
      sens.textContent = entree[1];
      liste.append(touches, sens);
    });
    return [intitule, liste];
  }

  function remplir() {
    const partout = [];
    const ici = [];
    declares().forEach(function (element, touches) {
      (element.closest("main") ? ici : partout).push([touches, libelle(element)]);
    });
    if (liens().length) ici.push(["j", "Ligne suivante"], ["k", "Ligne précédente"], ["Entrée", "Ouvrir la ligne"]);
    if (document.getElementById("selection")) ici.push(["x", "Cocher la ligne"]);
    if (document.querySelector("main form[method=post]")) {
      ici.push(["Ctrl Entrée", "Enregistrer le formulaire, depuis un de ses champs"]);
    }
    feuille
      .querySelector("[data-raccourcis-liste]")
      .replaceChildren(...section("Sur cette page", ici), ...section("Partout", partout));
  }

  function ouvrirFeuille() {
    if (feuille.open) return;
    interrupteur.checked = memoire() !== "non";
    remplir();
    feuille.showModal();
  }

  document.addEventListener("click", function (evenement) {
    const lien = evenement.target.closest("[data-feuille]");
    if (!lien || evenement.ctrlKey || evenement.metaKey) return;
    evenement.preventDefault();
    ouvrirFeuille();
  });

  interrupteur.addEventListener("change", function () {
    memoire(interrupteur.checked ? "oui" : "non");
  });

  // The keys

  function changerDeLigne(pas) {
    const tous = liens();
    const ligne = document.activeElement.closest(LIGNES);
    const rang = tous.findIndex(function (lien) {
      return ligne && ligne.contains(lien);
    });
    const suivant = rang < 0 ? (pas > 0 ? 0 : tous.length - 1) : rang + pas;
    if (tous[suivant]) tous[suivant].focus();
  }

  function cocherLaLigne() {
    const ligne = document.activeElement.closest(LIGNES);
    const boite = ligne && ligne.querySelector("input[type=checkbox]");
    if (boite) boite.click();
    return Boolean(boite);
  }

  function oublier() {
    window.clearTimeout(minuterie);
    tapees = "";
  }

  function essayer(touche) {
    const connus = declares();
    const suite = tapees ? `${tapees} ${touche}` : touche;
    oublier();
    if (connus.has(suite)) {
      declencher(connus.get(suite));
      return true;
    }
    const commence = Array.from(connus.keys()).some(function (cle) {
      return cle.startsWith(`${suite} `);
    });
    if (commence) {
      tapees = suite;
      minuterie = window.setTimeout(oublier, ATTENTE);
      return true;
    }
    if (touche === "j" || touche === "k") {
      changerDeLigne(touche === "j" ? 1 : -1);
      return true;
    }
    if (touche === "x") return cocherLaLigne();
    return false;
  }

  document.addEventListener("keydown", function (evenement) {
    if (evenement.defaultPrevented || evenement.ctrlKey || evenement.metaKey || evenement.altKey) return;
    // A check box or a radio button takes no letter.
    const saisie = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog";
    if (evenement.key.length !== 1 || evenement.target.closest(saisie)) return;
    if (memoire() === "non") return;
    if (essayer(evenement.key.toLowerCase())) evenement.preventDefault();
  });

  // A form is sent from any of its fields, by its only button or the one that stands out.
  document.addEventListener("keydown", function (evenement) {
    if (evenement.defaultPrevented || evenement.key !== "Enter") return;
    if (!(evenement.ctrlKey || evenement.metaKey)) return;
    const formulaire = evenement.target.form;
    if (!formulaire || formulaire.method !== "post") return;
    const boutons = Array.from(formulaire.elements).filter(function (element) {
      return element.type === "submit" && !element.disabled;
    });
    const premiers = boutons.filter((b) => boutons.length === 1 || b.matches(".btn-primary"));
    if (premiers.length !== 1 || boutons.includes(evenement.target)) return;
    evenement.preventDefault();
    formulaire.requestSubmit(premiers[0]);
  });
})();
