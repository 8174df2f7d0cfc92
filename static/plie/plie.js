// What HTML alone cannot do; every page works without it.
(function () {
  "use strict";

  // Signing in again in another tab changes the token that protects the forms of this one: whoever
  // comes back from elsewhere sends with today's, at once.
  let estParti = false;
  window.addEventListener("blur", function () {
    estParti = true;
  });
  document.addEventListener("visibilitychange", function () {
    estParti = estParti || document.visibilityState === "hidden";
  });
  document.addEventListener("click", function (evenement) {
    estParti = estParti || Boolean(evenement.target.closest("a[target=_blank]"));
  });
  async function renouveler() {
    try {
      const reponse = await fetch("/jeton/", { redirect: "manual" });
      if (!reponse.ok) return;
      const jeton = (await reponse.json()).jeton;
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (champ) {
        champ.value = jeton;
      });
    } catch (erreur) {
      // Without network the form is sent as it is: the browser says it.
    }
  }
  document.addEventListener(
    "submit",
    function (evenement) {
      const formulaire = evenement.target;
      const jeton = formulaire.querySelector("[name=csrfmiddlewaretoken]");
      if (!estParti || formulaire.method !== "post" || !jeton) return;
      evenement.preventDefault();
      evenement.stopPropagation();
      estParti = false;
      const bouton = evenement.submitter;
      renouveler().then(function () {
        formulaire.requestSubmit(bouton && bouton.isConnected ? bouton : null);
      });
    },
    true,
  );

  // Sending a form twice: the server acts once, the button says so at once.
  document.addEventListener("submit", function (evenement) {
    const formulaire = evenement.target;
    if (formulaire.method !== "post" || evenement.defaultPrevented) return;
    formulaire.dataset.envoye = "oui";
    const boutons = formulaire.querySelectorAll("button[type=submit]:not(:disabled)");
    const basculer = function (inactif) {
      boutons.forEach(function (bouton) {
        bouton.disabled = inactif;
      });
    };
    window.setTimeout(basculer, 0, true);
    // What answers with a file leaves the page where it is.
    window.setTimeout(basculer, 6000, false);
  });
  window.addEventListener("pageshow", function (evenement) {
    if (!evenement.persisted) return;
    document.querySelectorAll("button[type=submit]:disabled").forEach(function (bouton) {
      bouton.disabled = false;
    });
  });

  // Leaving with text not sent.
  document.addEventListener("input", function (evenement) {
    const formulaire = evenement.target.form;
    if (!formulaire || formulaire.method !== "post" || "sansAlerte" in formulaire.dataset) return;
    formulaire.dataset.modifie = "oui";
  });
  window.addEventListener("beforeunload", function (evenement) {
    if (document.querySelector("form[data-modifie]:not([data-envoye])")) evenement.preventDefault();
  });

  // What was typed before the scripts were there counts as typed: on a slow line the page is read,
  // and written in, well before them. Going back fills forms by itself: nobody typed that. A text
  // that was refused is kept nowhere else either.
  function estTape(champ) {
    if (champ.type === "textarea" && "refuse" in champ.form.dataset) return champ.value !== "";
    if (champ.type === "checkbox" || champ.type === "radio") return champ.checked !== champ.defaultChecked;
    return champ.type !== "hidden" && champ.value !== champ.defaultValue;
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (performance.getEntriesByType("navigation")[0].type === "back_forward") return;
    document.querySelectorAll("form[method=post] :is(input, textarea)[name]").forEach(function (champ) {
      if (estTape(champ)) champ.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });

  // What matters for one answer only is asked with that answer. What is filled, or refused, stays in
  // sight: nothing leaves the page unseen. A list is filled when it is not on its first line.
  function estRempli(champ) {
    return Array.from(champ.querySelectorAll("input, select, textarea")).some(function (saisie) {
      if (saisie.type === "checkbox" || saisie.type === "radio") return saisie.checked;
      if (saisie.options) return saisie.selectedIndex > (saisie.multiple ? -1 : 0);
      return saisie.value !== "";
    });
  }
  // Of boxes, those ticked.
  function reponses(source) {
    if (source.options || source.length === undefined) return [source.value];
    const coches = Array.from(source).filter((boite) => boite.checked);
    return coches.length ? coches.map((boite) => boite.value) : [""];
  }
  function reduire() {
    document.querySelectorAll("[data-selon]").forEach(function (champ) {
      const source = champ.closest("form").elements[champ.dataset.selon];
      if (!source) return;
      const valeurs = champ.dataset.valeurs;
      const convient = reponses(source).some((reponse) =>
        valeurs === undefined ? reponse : valeurs.split("|").includes(reponse),
      );
      const aDire = champ.querySelector(".erreur-champ") || estRempli(champ);
      champ.hidden = !convient && !aDire;
    });
  }
  document.addEventListener("change", reduire);
  document.addEventListener("htmx:load", reduire);
  window.addEventListener("pageshow", reduire);
  reduire();

  // Of a list whose options are each somebody's, those of who is chosen; one of another is let go.
  function restreindre() {
    document.querySelectorAll("select[data-parmi]").forEach(function (choix) {
      const de = choix.form.elements[choix.dataset.parmi].value;
      Array.from(choix.options).forEach(function (option) {
        option.hidden = option.disabled = Boolean(option.dataset.de) && option.dataset.de !== de;
      });
      if (choix.selectedOptions[0] && choix.selectedOptions[0].disabled) {
        choix.value = "";
        choix.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }
  document.addEventListener("change", restreindre);
  document.addEventListener("htmx:load", restreindre);
  window.addEventListener("pageshow", restreindre);
  restreindre();

  // Filters apply as soon as they change; a text is searched while it is typed, and leaving its
  // field must not search it again.
  document.addEventListener("change", function (evenement) {
    if (evenement.target.type === "text") return;
    const formulaire = evenement.target.form;
    if (formulaire && formulaire.hasAttribute("data-auto")) formulaire.requestSubmit();
  });

  // A choice proposes a text, until somebody types another.
  document.addEventListener("change", function (evenement) {
    const choix = evenement.target;
    const champ = choix.dataset.propose && choix.form.elements[choix.dataset.propose];
    if (!champ || (champ.value && champ.value !== choix.dataset.proposee)) return;
    champ.value = choix.dataset.proposee = choix.selectedOptions[0].dataset.texte || "";
  });

  // A phrase of one's own goes where the cursor was, in the field that it names or the last one typed
  // in of the same form.
  let dernier = null;
  document.addEventListener("focusin", function (evenement) {
    if (evenement.target.matches("textarea")) dernier = evenement.target;
  });
  document.querySelectorAll("[data-phrase]").forEach(function (bouton) {
    bouton.hidden = false;
    bouton.addEventListener("click", function () {
      const formulaire = bouton.form;
      const vise = dernier && dernier.form === formulaire;
      const champ = vise ? dernier : formulaire.elements[bouton.dataset.phrase];
      const avant = champ.value.slice(0, champ.selectionStart);
      const phrase = bouton.previousElementSibling.textContent;
      const espace = avant && !/\s$/.test(avant) ? " " : "";
      champ.setRangeText(espace + phrase, champ.selectionStart, champ.selectionEnd, "end");
      champ.dispatchEvent(new Event("input", { bubbles: true }));
      champ.focus();
    });
  });

  // A file too heavy is told before it leaves; the server tells it again.
  document.addEventListener("change", function (evenement) {
    const champ = evenement.target;
    const maximum = Number(champ.dataset && champ.dataset.tailleMax);
    if (!maximum || !champ.files.length) return;
    const trop = Array.from(champ.files).some(function (fichier) {
      return fichier.size > maximum;
    });
    champ.setCustomValidity(trop ? "Un fichier dépasse 10 Mo." : "");
    if (trop) champ.reportValidity();
  });

  // A list that could not come says so: what is still shown is the one before.
  function direLaPanne(evenement) {
    const liste = evenement.detail.target;
    if (liste.id !== "liste" || document.getElementById("panne")) return;
    liste.insertAdjacentHTML("beforebegin", '<p id="panne" class="alert alert-warning" role="alert"></p>');
    document.getElementById("panne").textContent =
      "La liste n'a pas pu être mise à jour : celle qui suit est la précédente. Vérifiez votre connexion, puis réessayez.";
  }
  document.addEventListener("htmx:sendError", direLaPanne);
  document.addEventListener("htmx:responseError", direLaPanne);
  document.addEventListener("htmx:afterSwap", function () {
    const panne = document.getElementById("panne");
    if (panne) panne.remove();
  });

  // What the keyboard reaches is scrolled clear of the bars that stick, as tall as they are now.
  const COLLEES = { "--haut-colle": ".entete-dossier", "--bas-colle": ".barre-enregistrer, .selection" };
  function mesurer() {
    Object.entries(COLLEES).forEach(function ([nom, ou]) {
      const barre = document.querySelector(ou);
      if (barre) document.documentElement.style.setProperty(nom, barre.offsetHeight + "px");
    });
  }
  const vigie = new ResizeObserver(mesurer);
  function surveiller() {
    document.querySelectorAll(Object.values(COLLEES).join()).forEach(function (barre) {
      vigie.observe(barre);
    });
  }
  document.addEventListener("htmx:load", surveiller);
  surveiller();

  // Of tabs that slide, the one that is open, or has the focus, is in sight between its neighbours.
  document.querySelectorAll(".entete-dossier + .onglets").forEach(function (bande) {
    function montrer(onglet) {
      const { left, width } = onglet.getBoundingClientRect();
      bande.scrollLeft += left + width / 2 - bande.getBoundingClientRect().left - bande.clientWidth / 2;
    }
    bande.querySelectorAll("[aria-current]").forEach(montrer);
    bande.addEventListener("focusin", (evenement) => montrer(evenement.target));
  });

  // Menus close as menus do.
  const MENUS = ".barre details[open], .plus-d-actes[open]";
  function refermer(sauf) {
    document.querySelectorAll(MENUS).forEach(function (menu) {
      if (!menu.contains(sauf)) menu.open = false;
    });
  }
  document.addEventListener("click", function (evenement) {
    refermer(evenement.target);
  });
  document.addEventListener("keydown", function (evenement) {
    const menu = evenement.target.closest(MENUS);
    if (evenement.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
