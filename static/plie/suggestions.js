// One way to choose in what is long: a select, a list of boxes, a text that has its proposals. Type,
// arrows, Enter. Without it the select, the boxes and the text work as they are.
(function () {
  "use strict";

  const MONTREES = 40;
  const plat = (texte) =>
    texte
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();

  // What each kind of source offers: [{texte, detail, choisi, choisir}].
  function lireSelect(select) {
    const siennes = Array.from(select.options).filter((option) => !option.disabled);
    return siennes.map((option) => ({
      texte: option.label,
      vide: option.value === "",
      choisi: option.selected,
      choisir(oui) {
        option.selected = oui;
        signaler(select);
      },
    }));
  }
  function lireCases(groupe) {
    return Array.from(groupe.querySelectorAll("input[type=checkbox]"), (boite) => ({
      texte: boite.closest("label").textContent.trim(),
      choisi: boite.checked,
      choisir(oui) {
        boite.checked = oui;
        signaler(boite);
      },
    }));
  }
  function lireListe(liste, champ) {
    return Array.from(liste.options, (option) => ({
      texte: option.value,
      detail: option.label === option.value ? "" : option.label,
      choisi: false,
      choisir() {
        champ.value = champ.dataset.choisie = option.value;
        const autre = option.dataset.champ && champ.form.elements[option.dataset.champ];
        if (autre) {
          champ.dataset.autre = option.dataset.champ;
          autre.value = champ.dataset.apportee = option.dataset.valeur;
        }
        signaler(champ);
      },
    }));
  }
  // What a choice brought is not of the other name that is typed in its place.
  function retirerCeQuiFutApporte(champ) {
    if (!champ.dataset.choisie || champ.value.startsWith(champ.dataset.choisie)) return;
    const autre = champ.form && champ.form.elements[champ.dataset.autre];
    if (autre && autre.value === champ.dataset.apportee) autre.value = "";
    delete champ.dataset.choisie;
  }
  function signaler(champ) {
    champ.dispatchEvent(new Event("input", { bubbles: true }));
    champ.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function creer(balise, classe, attributs) {
    const element = document.createElement(balise);
    element.className = classe;
    Object.entries(attributs || {}).forEach(([nom, valeur]) => element.setAttribute(nom, valeur));
    return element;
  }

  function monter(source) {
    source.dataset.monte = "oui";
    const estTexte = source.matches("input");
    const estGroupe = source.matches("div");
    const plusieurs = estGroupe || source.multiple;
    const liste = estTexte && document.getElementById(source.getAttribute("list"));
    const lire = () =>
      estTexte ? lireListe(liste, source) : (estGroupe ? lireCases : lireSelect)(source);
    const champ = estTexte ? source : remplacer(source, estGroupe);
    const volet = creer("ul", "barre-volet suggestions choix-volet", {
      role: "listbox",
      id: `${champ.id}_volet`,
      "aria-label": "Propositions",
    });
    const dit = creer("span", "visually-hidden", { "aria-live": "polite" });
    const puces = creer("ul", "puces choix-puces");
    const boite = creer("div", "choix-saisie");
    let options = [];
    let vise = -1;
    volet.hidden = true;
    champ.before(boite);
    boite.append(champ, volet, dit);
    if (plusieurs) boite.before(puces);
    champ.setAttribute("role", "combobox");
    champ.setAttribute("aria-autocomplete", "list");
    champ.setAttribute("aria-controls", volet.id);
    champ.setAttribute("autocomplete", "off");
    champ.removeAttribute("list");

    function viser(rang) {
      vise = rang;
      volet.querySelectorAll("[role=option]").forEach((element, place) => {
        element.setAttribute("aria-selected", String(place === rang));
        if (place === rang) element.scrollIntoView({ block: "nearest" });
      });
      if (rang < 0) champ.removeAttribute("aria-activedescendant");
      else champ.setAttribute("aria-activedescendant", `${volet.id}_${rang}`);
    }

    function fermer() {
      volet.hidden = true;
      champ.setAttribute("aria-expanded", "false");
      viser(-1);
    }

    function ouvrir(cherche) {
      const mots = plat(cherche).split(/\s+/).filter(Boolean);
      const toutes = lire().filter(function (option) {
        if (plusieurs && (option.choisi || option.vide)) return false;
        const texte = plat(`${option.texte} ${option.detail || ""}`);
        // What the server proposed of a text is already what matches it.
        return estTexte || mots.every((mot) => texte.includes(mot));
      });
      options = toutes.slice(0, MONTREES);
      volet.replaceChildren(
        ...options.map(function (option, rang) {
          const ligne = creer("li", "", { role: "option", id: `${volet.id}_${rang}` });
          ligne.textContent = option.texte;
          if (option.detail) {
            ligne.append(" ", creer("span", "discret"));
            ligne.lastChild.textContent = option.detail;
          }
          return ligne;
        }),
      );
      const reste = toutes.length - options.length;
      const s = toutes.length > 1 ? "s" : "";
      dit.textContent = toutes.length ? `${toutes.length} proposition${s}` : "Rien ne correspond.";
      if (reste) volet.append(note(`Et ${reste} de plus : précisez.`));
      if (!toutes.length && !estTexte) volet.append(note("Rien ne correspond."));
      volet.hidden = !volet.childElementCount;
      champ.setAttribute("aria-expanded", String(options.length > 0));
      viser(mots.length && options.length && !estTexte ? 0 : -1);
    }

    function note(texte) {
      const ligne = creer("li", "discret", { role: "presentation" });
      ligne.textContent = texte;
      return ligne;
    }

    function choisir(option) {
      option.choisir(true);
      montrer();
      fermer();
    }

    // What is chosen: the text of the field, or one chip each.
    function montrer() {
      if (estTexte) return;
      const choisies = lire().filter((option) => option.choisi);
      champ.value = plusieurs || !choisies[0] || choisies[0].vide ? "" : choisies[0].texte;
      if (!plusieurs) champ.placeholder = choisies[0] ? choisies[0].texte : "";
      puces.replaceChildren(
        ...choisies.map(function (option) {
          const ligne = creer("li", "");
          const bouton = creer("button", "choix-retirer", { type: "button" });
          bouton.setAttribute("aria-label", `Retirer ${option.texte}`);
          bouton.textContent = "×";
          bouton.addEventListener("click", function () {
            option.choisir(false);
            montrer();
            champ.focus();
          });
          ligne.append(option.texte, " ", bouton);
          return ligne;
        }),
      );
    }

    champ.addEventListener("input", function () {
      if (estTexte) retirerCeQuiFutApporte(champ);
      else ouvrir(champ.value);
    });
    champ.addEventListener("click", function () {
      if (!estTexte && volet.hidden) ouvrir("");
    });
    champ.addEventListener("focus", () => champ.select());
    champ.addEventListener("blur", function () {
      // Emptied, the field says that nothing is chosen, where nothing may be.
      const vide = !plusieurs && !champ.value && !estTexte && lire().find((option) => option.vide);
      if (vide && !vide.choisi) vide.choisir(true);
      // Chips stay as they are: one of them may be what is being pressed.
      if (plusieurs) champ.value = "";
      else montrer();
      fermer();
    });
    champ.addEventListener("keydown", function (evenement) {
      const pas = { ArrowDown: 1, ArrowUp: -1 }[evenement.key];
      if (evenement.isComposing) return;
      if (pas) {
        evenement.preventDefault();
        if (volet.hidden) ouvrir(estTexte || plusieurs ? champ.value : "");
        else viser(Math.max(-1, Math.min(options.length - 1, vise + pas)));
      } else if (evenement.key === "Escape" && !volet.hidden) {
        evenement.preventDefault();
        evenement.stopPropagation();
        montrer();
        fermer();
      } else if (evenement.key === "Enter" && !volet.hidden && vise >= 0) {
        evenement.preventDefault();
        choisir(options[vise]);
      } else if (evenement.key === "Enter" && !estTexte && champ.value && plusieurs) {
        evenement.preventDefault();
      } else if (evenement.key === "Tab" && !volet.hidden && vise >= 0) {
        choisir(options[vise]);
      }
    });
    volet.addEventListener("mousedown", function (evenement) {
      evenement.preventDefault();
      const ligne = evenement.target.closest("[role=option]");
      if (ligne) choisir(options[Array.from(volet.children).indexOf(ligne)]);
    });
    if (liste) {
      liste.addEventListener("htmx:afterSwap", function () {
        // What has just been chosen is asked for like what is typed: nothing opens again.
        const estChoisi = champ.value === champ.dataset.choisie;
        if (document.activeElement === champ && champ.value && !estChoisi) ouvrir(champ.value);
      });
    }
    window.addEventListener("pageshow", montrer);
    // Another field may have changed what is chosen here.
    if (source.matches("select")) source.addEventListener("change", montrer);
    fermer();
    montrer();
  }

  // The field takes the place, the name that labels give and the help of what it stands for.
  function remplacer(source, estGroupe) {
    const champ = creer("input", "form-control", { type: "text" });
    const legende = estGroupe && source.closest("fieldset").querySelector("legend");
    ["aria-describedby", "aria-invalid", "form"].forEach(function (nom) {
      if (source.hasAttribute(nom)) champ.setAttribute(nom, source.getAttribute(nom));
    });
    if (legende) {
      legende.id = legende.id || `${source.id}_legende`;
      champ.setAttribute("aria-labelledby", legende.id);
    }
    champ.id = source.id;
    champ.disabled = Boolean(source.disabled);
    source.id = `${source.id}_choix`;
    source.hidden = true;
    source.before(champ);
    return champ;
  }

  function chercher(racine) {
    racine
      .querySelectorAll("[data-suggestions]:not([data-monte]), input[list]:not([data-monte])")
      .forEach(monter);
  }
  document.addEventListener("htmx:load", (evenement) => chercher(evenement.detail.elt));
  chercher(document);
})();
